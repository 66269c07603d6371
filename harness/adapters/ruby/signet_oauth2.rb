# SPDX-License-Identifier: Apache-2.0
# Adapter for the gem signet (OAuth 2.0): its client over Faraday, and the functions that it is made of.
require_relative 'adapter'
require_relative 'answering'
require_relative 'oauth2_shapes'
require 'openssl'
require 'signet/oauth_2/client'

OAuth2 = Signet::OAuth2

def skip(need)
  Adapter.skip(need)
end

def connection(response, requests = [])
  Faraday.new { |builder| builder.adapter Answering, response, requests }
end

def authorization_url(given)
  skip('another response_type than code and token') unless %w[code token].include?(given['response_type'])
  # An access type of its own is added unless there is none.
  client = OAuth2::Client.new(authorization_uri: given['endpoint'], client_id: given['client_id'], access_type: nil,
                              redirect_uri: given['redirect_uri'], scope: given['scope'], state: given['state'])
  pkce = given['pkce'].to_h.slice('code_challenge', 'code_challenge_method').compact
  further = OAuth2Shapes.beside(pkce, given['extra'])
  { out: client.authorization_uri(response_type: given['response_type'], additional_parameters: further).to_s }
end

# What each grant gives the client; with no member of its own it is an extension.
def grant_options(grant)
  case grant['type']
  when 'authorization_code' then grant.slice('code', 'redirect_uri')
  when 'refresh_token' then grant.slice('refresh_token')
  when 'password' then grant.slice('username', 'password')
  when 'jwt_bearer' then skip('a ready-made assertion: it makes its own')
  else
    parameters = OAuth2Shapes.grant_parameters(grant)
    { 'grant_type' => parameters.delete('grant_type'), 'extension_parameters' => parameters }
  end
end

def token_request(given)
  return protected_resource_request(given) if given.dig('request', 'type') == 'protected_resource'

  grant = given['grant'] || skip('requests to other endpoints')
  method = given['client']['method']
  skip('this client authentication') unless %w[none client_secret_basic client_secret_post].include?(method)
  options = grant_options(grant)
  client = new_client(given, options)
  own = { 'code_verifier' => grant['code_verifier'], 'scope' => given['scope']&.join(' ') }.compact
  further = OAuth2Shapes.beside(own, given['extra'])
  requests = []
  client.fetch_access_token(connection: connection(OAuth2Shapes::A_TOKEN, requests), additional_parameters: further,
                            use_basic_auth: method == 'client_secret_basic')
  { out: OAuth2Shapes.sent(requests.first) }
end

def new_client(given, options)
  client = OAuth2::Client.new(
    token_credential_uri: given['endpoint'], client_id: given['client']['client_id'],
    client_secret: given['client']['client_secret'], **options.except('grant_type').compact.transform_keys(&:to_sym)
  )
  client.grant_type = options['grant_type'] if options['grant_type']
  client
end

def protected_resource_request(given)
  request = given['request']
  skip('a request without a token') unless request['access_token']
  skip('a token of another type than Bearer') unless request['token_type'].casecmp?('bearer')
  skip('a token outside the header field') unless request['placement'] == 'header'
  OAuth2Shapes.skip_repeated_query(given['endpoint'])
  client = OAuth2::Client.new(access_token: request['access_token'])
  requests = []
  client.fetch_protected_resource(method: request['method'], uri: given['endpoint'],
                                  body: Adapter.octets(request['body']), headers: Adapter.fields(request).to_a,
                                  connection: connection(OAuth2Shapes::A_TOKEN, requests))
  { out: OAuth2Shapes.sent(requests.first) }
end

def parse_token_response(given)
  client = OAuth2::Client.new(token_credential_uri: 'https://server.example.com/token', client_id: 'client',
                              grant_type: 'client_credentials')
  found = client.fetch_access_token!(connection: connection(given['response']))
  # Whatever JSON it is, that is the token.
  { out: found.is_a?(Hash) ? OAuth2Shapes.token(found) : found }
end

def parse_basic_authorization(given)
  found = OAuth2.parse_authorization_header(Adapter.octets(given['header'])).to_h
  raise Signet::ParseError, 'no client credentials' unless found['client_id'] && found['client_secret']

  { out: found.transform_values { |value| Adapter.octets_out(value) } }
end

# The assertion of the client; its clock is what the case makes it.
def client_assertion(given)
  skip('a kid') if given['kid']
  skip('claims beyond its own') unless (given['claims'].keys - ['scope']).empty?
  key = signing_key(given)
  client = OAuth2::Client.new(issuer: given['issuer'], sub: given['subject'], signing_key: key,
                              audience: given['audience'].size == 1 ? given['audience'][0] : given['audience'],
                              scope: given['claims']['scope'])
  made = client.to_jwt
  claims = JSON.parse(Base64.urlsafe_decode64(made.split('.')[1]))
  { out: made, actual: %w[exp iat nbf jti].to_h { |name| [name, claims[name]] } }
end

# It signs with RS256 by a key that is one, and with HS256 by a text.
def signing_key(given)
  key = given['key']
  expressible = { 'RS256' => key['pem'], 'HS256' => key['secret'] }[given['alg']]
  skip('a choice of the algorithm: the key decides') unless expressible
  return key['secret'] if key['secret']

  OpenSSL::PKey.read(key['pem'])
rescue OpenSSL::PKey::PKeyError
  skip('reading a key: it takes one that is read')
end

# The gem refuses by a class that bugs share.
module ArgumentRefused
  MESSAGES = /\A(?:A client identifier|Invalid content type|Individual scopes|Redirect URI must be|Missing )/.freeze

  def self.===(problem)
    problem.is_a?(ArgumentError) && MESSAGES.match?(problem.message)
  end
end

Adapter.run(
  impl: { name: 'signet-oauth2', version: Signet::VERSION, language: 'ruby',
          home: 'https://github.com/googleapis/signet' },
  ops: {
    'oauth2.authorization_url' => method(:authorization_url),
    'oauth2.token_request' => method(:token_request),
    'oauth2.parse_token_response' => method(:parse_token_response),
    'oauth2.basic_authorization' => lambda { |given|
      { out: OAuth2.generate_basic_authorization_header(given['client_id'], given['client_secret']) }
    },
    'oauth2.parse_basic_authorization' => method(:parse_basic_authorization),
    'oauth2.client_assertion' => method(:client_assertion)
  },
  features: %w[implicit_grant password_grant client_secret_post client_secret_jwt private_key_jwt RS256 HS256 rfc6750
               rfc7521 rfc7522 rfc7523 rfc7636 rfc8628 rfc8693],
  refused: [ArgumentRefused, Adapter::ArgumentRefused, MultiJson::ParseError, Signet::ParseError,
            Signet::AuthorizationError, Signet::RemoteServerError, Signet::UnexpectedStatusError,
            # The gem jwt refuses a secret by the latter's name, for signing too.
            Signet::UnsafeOperationError, Addressable::URI::InvalidURIError, JWT::EncodeError, JWT::DecodeError]
)
