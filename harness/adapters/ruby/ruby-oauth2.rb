# SPDX-License-Identifier: Apache-2.0
# Adapter for the gem oauth2: its client and access tokens over Faraday.
require_relative 'adapter'
require_relative 'answering'
require_relative 'oauth2_shapes'
require 'oauth2'
require 'oauth2/version'

TOKEN_ENDPOINT = 'https://server.example.com/token'

# Who has no credentials sends the identifier alone, as tls_client_auth does.
AUTH_SCHEMES = { 'none' => :tls_client_auth, 'client_secret_post' => :request_body,
                 'client_secret_basic' => :basic_auth, 'tls_client_auth' => :tls_client_auth,
                 'private_key_jwt' => :private_key_jwt }.freeze

def client(id: 'client', secret: 'secret', response: OAuth2Shapes::A_TOKEN, requests: [], **options)
  OAuth2::Client.new(id, secret, **options) do |builder|
    builder.request :url_encoded
    builder.adapter Answering, response, requests
  end
end

def authorization_url(given)
  strategy = { 'code' => :auth_code, 'token' => :implicit }[given['response_type']] ||
             Adapter.skip('another response_type than code and token')
  own = given.slice('redirect_uri', 'state').merge(given['pkce'].to_h.slice('code_challenge', 'code_challenge_method'))
  own['scope'] = given['scope']&.join(' ')
  asking = client(id: given['client_id'], authorize_url: given['endpoint'])
  { out: asking.public_send(strategy).authorize_url(OAuth2Shapes.beside(own.compact, given['extra'])) }
end

def authenticated(given, requests)
  method = given['client']['method']
  scheme = AUTH_SCHEMES[method] || Adapter.skip('an assertion with a MAC')
  client(id: given['client']['client_id'], secret: given['client']['client_secret'], requests: requests,
         token_url: given['endpoint'], auth_scheme: scheme)
end

# The assertion is the caller's, and so are the two parameters that carry it.
def assertion(given)
  return {} unless given['client']['client_assertion']

  { 'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    'client_assertion' => given['client']['client_assertion'] }
end

def token_request(given)
  return protected_resource_request(given) if given.dig('request', 'type') == 'protected_resource'

  grant = given['grant'] || Adapter.skip('requests to other endpoints')
  requests = []
  own = { 'scope' => given['scope']&.join(' ') }.compact.merge(assertion(given))
  ask(authenticated(given, requests), grant, OAuth2Shapes.beside(own, given['extra']))
  { out: OAuth2Shapes.sent(requests.first) }
end

def ask(client, grant, further)
  case grant['type']
  when 'authorization_code'
    client.auth_code.get_token(grant['code'], grant.slice('redirect_uri', 'code_verifier').compact.merge(further))
  when 'refresh_token'
    OAuth2::AccessToken.new(client, 'token', refresh_token: grant['refresh_token']).refresh!(further)
  when 'client_credentials' then client.client_credentials.get_token(further)
  when 'password' then client.password.get_token(grant['username'], grant['password'], further)
  else client.get_token(OAuth2Shapes.grant_parameters(grant).merge(further))
  end
end

def protected_resource_request(given)
  request = given['request']
  Adapter.skip('a request without a token') unless request['access_token']
  Adapter.skip('a token of another type than Bearer') unless request['token_type'].casecmp?('bearer')
  OAuth2Shapes.skip_repeated_query(given['endpoint'])
  requests = []
  token = OAuth2::AccessToken.new(client(requests: requests), request['access_token'],
                                  mode: request['placement'].to_sym)
  body = Adapter.octets(request['body'])
  # Where there is no body, there is none to add to.
  options = { headers: Adapter.fields(request), body: (body.dup unless body.empty?) }.compact
  token.request(request['method'].downcase.to_sym, given['endpoint'], options)
  { out: OAuth2Shapes.sent(requests.first) }
end

def parse_token_response(given)
  token = client(response: given['response'], token_url: TOKEN_ENDPOINT).get_token({})
  shown = token.params.merge('access_token' => token.token, 'expires_in' => token.expires_in,
                             'refresh_token' => token.refresh_token)
  { out: OAuth2Shapes.token(shown) }
end

def parse_error(given)
  Adapter.skip('reading errors of another endpoint than the token endpoint') unless given['endpoint'] == 'token'
  client(response: given['response'], token_url: TOKEN_ENDPOINT).get_token({})
  raise NoError, 'the response is no error response'
rescue OAuth2::Error => e
  raise NoError, e.message unless e.code

  { out: { error: e.code, error_description: e.description } }
end

class NoError < StandardError; end

Adapter.run(
  impl: { name: 'ruby-oauth2', version: OAuth2::Version.to_s, language: 'ruby',
          home: 'https://github.com/ruby-oauth/oauth2' },
  ops: {
    'oauth2.authorization_url' => method(:authorization_url),
    'oauth2.token_request' => method(:token_request),
    'oauth2.parse_token_response' => method(:parse_token_response),
    'oauth2.parse_error' => method(:parse_error),
    'oauth2.basic_authorization' => lambda { |given|
      { out: OAuth2::Authenticator.encode_basic_auth(given['client_id'], given['client_secret']) }
    }
  },
  features: %w[implicit_grant password_grant client_secret_post private_key_jwt tls_client_auth bearer_body bearer_query
               rfc6750 rfc7521 rfc7522 rfc7523 rfc7636 rfc8628 rfc8693],
  refused: [OAuth2::Error, NoError, URI::InvalidURIError]
)
