# SPDX-License-Identifier: Apache-2.0
# Adapter for the gem rack-oauth2: its client over httpclient, and its endpoints over Rack.
require_relative 'adapter'
require_relative 'oauth2_shapes'
require 'json/jwt'
require 'rack/oauth2'

Rack::OAuth2.logger = Logger.new($stderr)

SERVER = 'https://server.example.com'

# What every httpclient of the gem is given: it keeps the request, and the one response for it.
module Answering
  class << self
    attr_accessor :response, :request

    def filter_request(request)
      self.request = request
    end

    def filter_response(_request, _response) end

    # The response as it comes over the wire.
    def wire
      headers = response['headers'].map { |name, value| "#{name}: ".b + Adapter.octets(value).b + "\r\n" }
      "HTTP/1.1 #{response['status']} Status\r\n#{headers.join}\r\n".b + Adapter.octets(response['body']).b
    end
  end
end

Rack::OAuth2.http_config do |http|
  http.request_filter << Answering
  http.test_loopback_http_response << Answering.wire
end

def answered(response = OAuth2Shapes::A_TOKEN)
  Answering.response = response
  yield
  sent = Answering.request
  { method: sent.http_header.request_method, url: sent.http_header.request_uri.to_s, headers: sent.http_header.all,
    body: sent.http_body.content.to_s }
end

def client(**options)
  Rack::OAuth2::Client.new({ identifier: 'client', secret: 'secret', host: 'server.example.com' }.merge(options))
end

def authorization_url(given)
  own = given.slice('response_type', 'redirect_uri', 'scope', 'state')
             .merge(given['pkce'].to_h.slice('code_challenge', 'code_challenge_method'))
  asking = client(identifier: given['client_id'], authorization_endpoint: given['endpoint'])
  { out: asking.authorization_uri(OAuth2Shapes.beside(own, given['extra']).transform_keys(&:to_sym)) }
end

# How a client authenticates, as the gem calls it; any other word than these stands for the request's body.
AUTHENTICATION = { 'client_secret_basic' => :basic, 'client_secret_post' => :body, 'private_key_jwt' => :jwt_bearer,
                   'client_secret_jwt' => :jwt_bearer, 'none' => :body }.freeze

def token_request(given)
  kind = given.values_at('grant', 'request').compact.first
  return protected_resource_request(given) if kind['type'] == 'protected_resource'

  authenticated = given['client'] || Adapter.skip('requests without a client')
  method = AUTHENTICATION[authenticated['method']] || Adapter.skip('a client certificate without a connection')
  options = OAuth2Shapes.beside({ 'client_auth_method' => method,
                                  'client_assertion' => authenticated['client_assertion'],
                                  'scope' => given['scope'] }.compact, given['extra']).transform_keys(&:to_sym)
  asking = client(identifier: authenticated['client_id'], secret: authenticated['client_secret'],
                  token_endpoint: given['endpoint'], revocation_endpoint: given['endpoint'],
                  redirect_uri: kind['redirect_uri'])
  { out: OAuth2Shapes.sent(answered { ask(asking, kind, options) }) }
end

def ask(client, kind, options)
  case kind['type']
  when 'authorization_code'
    client.authorization_code = kind['code']
    options = options.merge(code_verifier: kind['code_verifier']) if kind['code_verifier']
  when 'refresh_token' then client.refresh_token = kind['refresh_token']
  when 'password' then client.resource_owner_credentials = kind.values_at('username', 'password')
  when 'jwt_bearer' then client.jwt_bearer = kind['assertion']
  when 'saml2_bearer' then client.saml2_bearer = kind['assertion']
  when 'revocation'
    # The token's name says what it is; without a hint it is a token.
    return client.revoke!(options.merge((kind['token_type_hint'] || 'token').to_sym => kind['token']))
  when 'client_credentials' then nil
  else Adapter.skip('this request: the client has no method for it')
  end
  client.access_token!(options)
end

def protected_resource_request(given)
  request = given['request']
  Adapter.skip('a request without a token') unless request['access_token']
  Adapter.skip('another token type than Bearer') unless request['token_type'].casecmp?('bearer')
  Adapter.skip('a token outside the header field') unless request['placement'] == 'header'
  method = request['method'].downcase.to_sym
  token = Rack::OAuth2::AccessToken::Bearer.new(access_token: request['access_token'])
  Adapter.skip('this method') unless %i[get post put patch delete].include?(method)
  # Where the other methods have a body, that for GET has further parameters of the query.
  body = method == :get ? {} : Adapter.octets(request['body'])
  { out: OAuth2Shapes.sent(answered { token.public_send(method, given['endpoint'], body, Adapter.fields(request)) }) }
end

def parse_token_response(given)
  unless given['token_types'].all? { |type| type.casecmp?('bearer') }
    Adapter.skip('a token type of the caller: the gem has its own')
  end
  token = nil
  answered(given['response']) { token = client.access_token! }
  legacy = token.is_a?(Rack::OAuth2::AccessToken::Legacy)
  shown = token.raw_attributes.to_h.merge('access_token' => token.access_token, 'expires_in' => token.expires_in,
                                          'refresh_token' => token.refresh_token, 'scope' => token.scope)
  # What has no token_type is taken for a token of its own kind.
  shown['token_type'] = token.token_type.to_s if legacy
  { out: OAuth2Shapes.token(shown) }
end

def parse_error(given)
  kinds = { 'token' => :access_token!, 'revocation' => :revoke! }
  ask = kinds[given['endpoint']] || Adapter.skip('reading errors of another endpoint than token and revocation')
  answered(given['response']) { client(revocation_endpoint: '/revoke').public_send(ask, access_token: 'token') }
  raise NoError, 'the response is no error response'
rescue Rack::OAuth2::Client::Error => e
  error, description, uri = e.response.values_at(:error, :error_description, :error_uri)
  raise NoError, e.message if [nil, 'Unknown'].include?(error)

  { out: { error: error, error_description: description, error_uri: uri } }
end

class NoError < StandardError; end

def basic_authorization(given)
  asking = client(identifier: given['client_id'], secret: given['client_secret'])
  { out: answered { asking.access_token! }[:headers].to_h['Authorization'] }
end

# A request as a Rack server hands it on.
def environment(request)
  fields = Adapter.fields(request).transform_keys { |name| "HTTP_#{name.upcase.tr('-', '_')}" }
  fields['CONTENT_TYPE'] = fields.delete('HTTP_CONTENT_TYPE') if fields.key?('HTTP_CONTENT_TYPE')
  path, query = request['url'].split('?', 2)
  env = Rack::MockRequest.env_for(path, method: request['method'], input: Adapter.octets(request['body']), **fields)
  # A server hands the query on as it came.
  env.merge('QUERY_STRING' => query.to_s)
end

def get(path, parameters)
  query = URI.encode_www_form(parameters.compact)
  environment({ 'method' => 'GET', 'url' => "#{SERVER}#{path}?#{query}", 'headers' => [], 'body' => '' })
end

def post(path, parameters, headers = [])
  headers += [%w[Content-Type application/x-www-form-urlencoded]]
  body = URI.encode_www_form(parameters.compact)
  environment({ 'method' => 'POST', 'url' => "#{SERVER}#{path}", 'headers' => headers, 'body' => body })
end

def token_endpoint_request(parameters, headers = [])
  Rack::OAuth2::Server::Token::Request.new(post('/token', parameters, headers))
end

def parse_basic_authorization(given)
  header = Adapter.octets(given['header'])
  request = token_endpoint_request({ 'grant_type' => 'client_credentials' }, [['Authorization', header]])
  raise NoError, 'no client credentials' unless request.client_id && request.client_secret

  found = { client_id: request.client_id, client_secret: request.client_secret }
  { out: found.transform_values { |value| Adapter.octets_out(value) } }
end

def parse_scope(given)
  request = token_endpoint_request({ 'scope' => Adapter.octets(given['text']) })
  { out: request.scope.map { |one| Adapter.octets_out(one) } }
end

# A refusal is a verdict, whose reason has no place but here.
def verdict
  yield
rescue *REFUSED => e
  warn e.message
  { out: { verdict: 'refused' } }
end

# An authorization endpoint that grants everything; the block sees the request before.
def authorize(parameters)
  Rack::OAuth2::Server::Authorize.new do |request, response|
    yield request
    response.redirect_uri = 'https://client.example.com/cb'
    response.code = 'code'
    response.approve!
  end.call(get('/authorize', parameters))
end

def match_redirect_uri(given)
  verdict do
    location = nil
    asked = { 'response_type' => 'code', 'client_id' => 'client', 'redirect_uri' => given['requested'] }
    authorize(asked) { |request| location = request.verify_redirect_uri!(given['registered']) }
    { out: { verdict: 'accepted', redirect_uri: location } }
  end
end

def pkce_verify(given)
  offered = { 'S256' => 'S256', 'plain' => 'plain', nil => 'plain' }[given['code_challenge_method']]
  Adapter.skip('a choice of code challenge methods') if offered && !given['methods'].include?(offered)
  Adapter.skip('a demand for a proof') if given['required'] && given['code_challenge'].to_s.empty?
  answer = verdict do
    stored = nil
    asked = given.slice('code_challenge', 'code_challenge_method')
    authorize(asked.merge('response_type' => 'code', 'client_id' => 'client')) do |request|
      stored = [request.code_challenge, request.code_challenge_method]
    end
    exchange(given['code_verifier'], stored)
  end
  # What the authorization endpoint says to a method that is not offered is left to the caller.
  offered ? answer : { out: answer[:out].slice(:verdict) }
end

def exchange(code_verifier, stored)
  status, _, body = Rack::OAuth2::Server::Token.new do |request, response|
    request.verify_code_verifier!(*stored)
    response.access_token = Rack::OAuth2::AccessToken::Bearer.new(access_token: 'token')
  end.call(post('/token', { 'grant_type' => 'authorization_code', 'code' => 'code', 'client_id' => 'client',
                            'code_verifier' => code_verifier }))
  return { out: { verdict: 'accepted' } } if status == 200

  { out: { verdict: 'refused', status: status, error: JSON.parse(body.each.to_a.join)['error'] } }
end

# The resource behind it takes every token, and refuses a request without one as the gem's documentation has it.
def bearer_token(given)
  request = given['request']
  looked_for = { 'query' => request['url'], 'body' => request['body'].to_s }.except(*given['placements'])
  elsewhere = looked_for.values.any? { |text| text.include?('access_token') }
  Adapter.skip('a choice of places: it looks into all three') if elsewhere
  seen = nil
  resource = lambda do |env|
    seen = env[Rack::OAuth2::Server::Resource::ACCESS_TOKEN]
    raise Rack::OAuth2::Server::Resource::Bearer::Unauthorized unless seen

    [200, {}, []]
  end
  verdict do
    bearer = Rack::OAuth2::Server::Resource::Bearer.new(resource, given['realm'], &:access_token)
    status, headers, = bearer.call(environment(request))
    next { out: { verdict: 'accepted', token: Adapter.octets_out(seen.to_s) } } if status == 200

    { out: { verdict: 'refused', status: status, www_authenticate: headers['WWW-Authenticate'] }.compact }
  end
end

# The assertion that the client makes for itself where it is given none.
def client_assertion(given)
  as_client = given['issuer'] == given['subject'] && given['audience'].size == 1 && given['claims'].empty?
  Adapter.skip('an assertion other than one for client authentication, with no claims but its own') unless as_client
  Adapter.skip('a kid') if given['kid']
  key, algorithm = signing_key(given['key'])
  Adapter.skip('a choice of the algorithm: the key decides') unless given['alg'] == algorithm
  asking = client(identifier: given['issuer'], private_key: key, token_endpoint: given['audience'][0])
  body = answered { asking.access_token!(client_auth_method: :jwt_bearer) }[:body]
  made = URI.decode_www_form(body).to_h['client_assertion']
  claims = JSON.parse(Base64.urlsafe_decode64(made.split('.')[1]))
  { out: made, actual: %w[exp iat nbf jti].to_h { |name| [name, claims[name]] } }
end

def signing_key(key)
  return [key['secret'], 'HS256'] if key['secret']

  Adapter.skip('a secret as JWK') if key.dig('jwk', 'kty') == 'oct'
  made = key['pem'] ? OpenSSL::PKey.read(key['pem']) : JSON::JWK.new(key['jwk']).to_key
  [made, { OpenSSL::PKey::RSA => 'RS256', OpenSSL::PKey::EC => 'ES256' }[made.class]]
rescue OpenSSL::PKey::PKeyError
  Adapter.skip('reading a key: it takes one that is read')
end

# What the gem refuses by classes that bugs share: a token type that it does not know, a token that is missing, an
# escape that is none.
module RubyRefused
  def self.===(problem)
    case problem
    when ArgumentError then problem.message.match?(/\A(?:invalid %-encoding|One of "token", "access_token")/)
    when RuntimeError then ['Unknown Token Type', 'No Host Info'].include?(problem.message)
    end
  end
end

REFUSED = [Rack::OAuth2::Server::Abstract::Error, Rack::OAuth2::Client::Error, AttrRequired::AttrMissing, NoError,
           RubyRefused, Adapter::ArgumentRefused, URI::InvalidURIError, Rack::QueryParser::InvalidParameterError].freeze

Adapter.run(
  impl: { name: 'rack-oauth2', version: Rack::OAuth2::VERSION, language: 'ruby',
          home: 'https://github.com/nov/rack-oauth2' },
  ops: {
    'oauth2.authorization_url' => method(:authorization_url),
    'oauth2.token_request' => method(:token_request),
    'oauth2.parse_token_response' => method(:parse_token_response),
    'oauth2.parse_error' => method(:parse_error),
    'oauth2.basic_authorization' => method(:basic_authorization),
    'oauth2.parse_basic_authorization' => method(:parse_basic_authorization),
    'oauth2.parse_scope' => method(:parse_scope),
    'oauth2.match_redirect_uri' => method(:match_redirect_uri),
    'oauth2.pkce_verify' => method(:pkce_verify),
    'oauth2.bearer_token' => method(:bearer_token),
    'oauth2.client_assertion' => method(:client_assertion)
  },
  features: %w[implicit_grant password_grant client_secret_post client_secret_jwt private_key_jwt bearer_body
               bearer_query pkce_plain RS256 ES256 HS256 rfc6750 rfc7009 rfc7521 rfc7522 rfc7523 rfc7636],
  refused: REFUSED
)
