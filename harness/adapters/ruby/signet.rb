# SPDX-License-Identifier: Apache-2.0
# Adapter for the gem signet (OAuth 1.0): its client over Faraday, its server, and the functions that both are made of.
require_relative 'adapter'
require_relative 'left_to_caller'
require 'openssl'
require 'signet/oauth_1/client'
require 'signet/oauth_1/server'

OAuth1 = Signet::OAuth1

# The gem's choice of nonce and timestamp, unless the case makes it; and the base string that it signs.
module Told
  attr_accessor :nonce, :timestamp, :base_string

  def generate_nonce
    nonce || super
  end

  def generate_timestamp
    timestamp || super
  end

  def generate_base_string(*arguments)
    self.base_string = super
  end
end
OAuth1.singleton_class.prepend(Told)

def skip(need)
  Adapter.skip(need)
end

def pairs(parameters)
  parameters.map { |pair| pair.map { |part| Adapter.octets(part) } }
end

def host_field(request)
  Adapter.fields(request)['host']
end

def base_string(given)
  request = given['request']
  skip('a request that came: the server does not show what it signs') if given['protocol_parameters'].empty?
  authority = request['url'][%r{\A[^:]+://([^/?#]*)}, 1]
  skip("a Host header field other than the URL's authority") unless [nil, authority].include?(host_field(request))
  parameters = pairs(given['protocol_parameters']) + Adapter.form(request)
  { out: OAuth1.generate_base_string(request['method'], request['url'], parameters) }
end

# A request as a web framework hands it to the server: the URI names the host of the Host header field.
def received(request)
  fields = Adapter.fields(request).map { |name, value| [name.capitalize, value.b] }
  skip('protocol parameters outside the header field') unless fields.to_h.key?('Authorization')
  url = host_field(request) ? request['url'].sub(%r{(://)[^/?#]*}) { "://#{host_field(request)}" } : request['url']
  { method: request['method'], uri: url, headers: fields, body: Adapter.octets(request['body']) }
end

def sign(given)
  OAuth1.nonce, OAuth1.timestamp = given.values_at('nonce', 'timestamp')
  OAuth1.base_string = nil
  skip('another oauth_version') unless [nil, '1.0'].include?(given['version'])
  skip('oauth_body_hash') if given['body_hash']
  connection = Faraday.new
  request = signed_request(given, connection)
  header = request['Authorization']
  sent = OAuth1.parse_authorization_header(header).to_h
  url = request.to_env(connection).url.to_s
  query = /\?[^#]*/
  skip('this query: Faraday writes another one') unless url[query] == given['request']['url'][query]
  actual = %w[nonce timestamp version].reject { |name| given[name] }.to_h { |name| [name, sent["oauth_#{name}"]] }
  actual['url'] = url unless url == given['request']['url']
  out = { signature: sent['oauth_signature'], header: header }
  out[:base_string] = OAuth1.base_string unless given['method'] == 'PLAINTEXT'
  { out: out, actual: actual }
end

# Each step of the protocol has a request of its own.
def signed_request(given, connection)
  options = { signature_method: given['method'], realm: given['realm'], connection: connection }
  extra = Adapter.once(given['extra'])
  client = client_of(given)
  case extra.keys
  when [] then client.generate_authenticated_request(**options, **request_options(given['request']))
  when ['oauth_callback'] then temporary_credential_request(client, given, extra, options)
  when ['oauth_verifier'] then token_credential_request(client, given, extra, options)
  else skip('protocol parameters of extensions')
  end
end

def client_of(given)
  client = OAuth1::Client.new(client_credential_key: given['client']['key'],
                              client_credential_secret: Adapter.secret_or_key(given))
  client.two_legged = given['token'].nil?
  return client unless given['token']

  client.token_credential_key = client.temporary_credential_key = given['token']['key']
  client.token_credential_secret = client.temporary_credential_secret = given['token']['secret']
  client
end

def request_options(request)
  skip('a method in lower case') if request['method'].match?(/[a-z]/)
  { method: request['method'], uri: request['url'], headers: Adapter.fields(request).to_a,
    body: Adapter.octets(request['body']) }
end

def temporary_credential_request(client, given, extra, options)
  only_post(given['request'])
  skip('oauth_callback beside a token') if given['token']
  client.temporary_credential_uri = given['request']['url']
  client.callback = extra['oauth_callback']
  client.generate_temporary_credential_request(options)
end

def token_credential_request(client, given, extra, options)
  only_post(given['request'])
  skip('oauth_verifier without a token') unless given['token']
  client.token_credential_uri = given['request']['url']
  client.generate_token_credential_request(options.merge(verifier: extra['oauth_verifier']))
end

def only_post(request)
  empty_post = request['method'] == 'POST' && request['body'].empty?
  skip('a request for credentials other than an empty POST') unless empty_post
end

def verify(given)
  skip('a store of nonces') if given['sequence'].size > 1
  { out: [{ verdict: verdict(given) }] }
end

# The server looks credentials up by its caller, leaves nonces and timestamps to it, and checks the rest.
def verdict(given)
  asked = received(given['sequence'][0])
  parameters = OAuth1.parse_authorization_header(asked[:headers].to_h['Authorization']).to_h
  skip('verifying with a public key: it signs again') if parameters['oauth_signature_method'].to_s.start_with?('RSA')
  two_legged = !parameters.key?('oauth_token')
  found = server(given, parameters).authenticate_resource_request(**asked, two_legged: two_legged)
  found ? 'accepted' : 'refused'
rescue *REFUSED => e
  # A verdict has no place for the reason.
  warn e.message
  'refused'
end

def server(given, parameters)
  OAuth1::Server.new(
    client_credential: ->(key) { credential(LeftToCaller.known_client(given, key)) },
    token_credential: ->(key) { credential(LeftToCaller.known_token(given, key, parameters['oauth_consumer_key'])) },
    nonce_timestamp: ->(nonce, time) { LeftToCaller.check_nonce_and_timestamp(given, nonce, time) || true }
  )
end

def credential(known)
  known && OAuth1::Credential.new(known['key'], known['secret'] || skip('choosing a secret'))
end

def parse_authorization_header(given)
  found = OAuth1.parse_authorization_header(Adapter.octets(given['header']).b)
  realm, parameters = found.partition { |name, _| name == 'realm' }
  parameters.map! { |pair| pair.map { |part| Adapter.octets_out(part) } }
  { out: { parameters: parameters, realm: realm.to_h['realm'] } }
end

def parse_credentials_response(given)
  response = given['response']
  headers = response['headers'].to_h { |name, value| [name, Adapter.octets(value)] }
  connection = Faraday.new do |builder|
    builder.adapter(:test) { |stub| stub.post('/') { [response['status'], headers, Adapter.octets(response['body'])] } }
  end
  client = OAuth1::Client.new(temporary_credential_uri: 'https://server.example.com/', client_credential_key: 'key',
                              token_credential_uri: 'https://server.example.com/', client_credential_secret: 'secret',
                              temporary_credential_key: 'temporary', temporary_credential_secret: 'secret')
  credential = if given['kind'] == 'temporary'
                 client.fetch_temporary_credential(connection: connection)
               else
                 client.fetch_token_credential(connection: connection, verifier: 'verifier')
               end
  { out: { key: Adapter.octets_out(credential.key), secret: Adapter.octets_out(credential.secret) } }
end

def authorization_url(given)
  { out: OAuth1.generate_authorization_uri(given['endpoint'], temporary_credential_key: given['token'],
                                                              additional_parameters: Adapter.once(given['extra'])) }
end

# The gem raises Ruby's own classes for a value that is missing and for what it does not support.
module RubyRefused
  def self.===(problem)
    case problem
    when TypeError then problem.message.start_with?('Expected String, got')
    when NotImplementedError then problem.message.start_with?('Unsupported signature method')
    end
  end
end

REFUSED = [RubyRefused, Adapter::ArgumentRefused, Signet::ParseError, Signet::MalformedAuthorizationError,
           Signet::AuthorizationError, Addressable::URI::InvalidURIError, OpenSSL::PKey::PKeyError].freeze

Adapter.run(
  impl: { name: 'signet', version: Signet::VERSION, language: 'ruby',
          home: 'https://github.com/googleapis/signet' },
  ops: {
    'oauth1.percent_encode' => ->(given) { { out: OAuth1.encode(Adapter.octets(given['text'])) } },
    'oauth1.percent_decode' =>
      ->(given) { { out: Adapter.octets_out(OAuth1.unencode(Adapter.octets(given['text']))) } },
    'oauth1.normalize_parameters' =>
      ->(given) { { out: OAuth1.normalize_parameters(pairs(given['parameters'])) } },
    'oauth1.base_string' => method(:base_string),
    'oauth1.sign' => method(:sign),
    'oauth1.verify' => method(:verify),
    'oauth1.parse_authorization_header' => method(:parse_authorization_header),
    'oauth1.build_authorization_header' =>
      ->(given) { { out: OAuth1.generate_authorization_header(pairs(given['parameters']), given['realm']) } },
    'oauth1.parse_credentials_response' => method(:parse_credentials_response),
    'oauth1.authorization_url' => method(:authorization_url)
  },
  features: %w[HMAC-SHA1 RSA-SHA1 PLAINTEXT],
  refused: REFUSED
)
