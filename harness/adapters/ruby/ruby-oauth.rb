# SPDX-License-Identifier: Apache-2.0
# Adapter for the gem oauth: its consumer over Net::HTTP, its server side over Rack, and their helpers.
require_relative 'adapter'
require_relative 'left_to_caller'
require 'stringio'
require 'net/http'
require 'rack'
require 'oauth'
require 'oauth/request_proxy/rack_request'
require 'oauth/request_proxy/mock_request'
require 'oauth/signature/plaintext'
require 'oauth/signature/rsa/sha1'

def skip(need)
  Adapter.skip(need)
end

# The request as the consumer takes it.
def net_http_request(request, uri)
  # Net::HTTP names the methods itself, and the consumer takes :get for GET.
  skip('a method in lower case') if request['method'].match?(/[a-z]/)
  fields = Adapter.fields(request)
  built = Net::HTTPGenericRequest.new(request['method'], true, true, uri.request_uri, fields)
  built.body = Adapter.octets(request['body']) unless request['body'].empty?
  built
end

def http_uri(url)
  uri = URI.parse(url)
  skip('a URI that Net::HTTP cannot connect to') unless uri.is_a?(URI::HTTP) && uri.host && !uri.host.empty?
  uri
end

# The request as a web server hands it to Rack.
def rack_request(request)
  uri = http_uri(request['url'])
  fields = Adapter.fields(request)
  host, port = (fields['host'] || uri.authority).match(/\A(.*?)(?::(\d*))?\z/).captures
  env = { 'REQUEST_METHOD' => request['method'], 'rack.url_scheme' => uri.scheme, 'SERVER_NAME' => host,
          'SERVER_PORT' => (port || uri.default_port).to_s, 'SCRIPT_NAME' => '', 'PATH_INFO' => uri.path,
          'QUERY_STRING' => uri.query.to_s, 'rack.input' => StringIO.new(Adapter.octets(request['body']).b) }
  fields.each { |name, value| env["HTTP_#{name.upcase.tr('-', '_')}"] = value }
  env['CONTENT_TYPE'] = env.delete('HTTP_CONTENT_TYPE') if fields.key?('content-type')
  Rack::Request.new(env)
end

def base_string(given)
  request = given['request']
  if given['protocol_parameters'].empty?
    return { out: OAuth::RequestProxy.proxy(rack_request(request)).signature_base_string }
  end

  uri = http_uri(request['url'])
  host = Adapter.fields(request)['host']
  skip("a Host header field other than the URL's authority") unless [nil, uri.authority].include?(host)
  parameters = Adapter.once(given['protocol_parameters'])
  proxy = OAuth::RequestProxy.proxy(net_http_request(request, uri), uri: request['url'], parameters: parameters)
  { out: proxy.signature_base_string }
end

def base_string_uri(given)
  skip('a Host header field') if given['host']
  http_uri(given['url'])
  { out: OAuth::RequestProxy.proxy(Net::HTTP::Get.new('/'), uri: given['url']).normalized_uri }
end

# Empty texts leave a parameter out.
def sign_options(given)
  extra = Adapter.once(given['extra'])
  skip('protocol parameters of other extensions') if (extra.keys - OAUTH_EXTRA).any?
  extra.transform_keys(&:to_sym).merge(
    nonce: given['nonce'].to_s, timestamp: given['timestamp'].to_s, oauth_version: given['version'].to_s,
    realm: given['realm'], private_key: Adapter.pem(given['client']['private_key']),
    # What asks for credentials has no oauth_body_hash; everything else with a body has one.
    token_request: !given['body_hash']
  )
end

OAUTH_EXTRA = %w[oauth_callback oauth_verifier oauth_session_handle].freeze

def sign(given)
  uri = http_uri(given['request']['url'])
  request = net_http_request(given['request'], uri)
  skip('oauth_body_hash with a form') if given['body_hash'] && Adapter.form?(given['request'])
  consumer = OAuth::Consumer.new(given['client']['key'], given['client']['secret'],
                                 site: "#{uri.scheme}://#{uri.host}:#{uri.port}", signature_method: given['method'])
  token = given['token'] && OAuth::ConsumerToken.new(consumer, given['token']['key'], given['token']['secret'])
  options = sign_options(given)
  base_string = consumer.signature_base_string(request, token, options.dup)
  consumer.sign!(request, token, options)
  header = request['Authorization']
  out = { signature: OAuth::Helper.unescape(header[/oauth_signature="([^"]*)"/, 1]), header: header }
  out[:base_string] = base_string unless given['method'] == 'PLAINTEXT'
  { out: out }
end

# The gem verifies signatures.
def verdict(given)
  request = given['sequence'][0]
  proxy = OAuth::RequestProxy.proxy(rack_request(request))
  client = LeftToCaller.client(given, proxy.consumer_key)
  token = LeftToCaller.token(given, proxy.token, client)
  check_left_to_caller(given, request, proxy)
  rsa = proxy.signature_method.to_s.upcase.start_with?('RSA')
  secret = rsa ? Adapter.pem(client['public_key']) : client['secret']
  skip('choosing a secret') unless secret
  OAuth::Signature.verify(proxy) { [token && token['secret'], secret] } ? 'accepted' : 'refused'
rescue *REFUSED => e
  # A verdict has no place for the reason.
  warn e.message
  'refused'
end

def check_left_to_caller(given, request, proxy)
  LeftToCaller.check_nonce_and_timestamp(given, proxy.nonce, proxy.timestamp)
  LeftToCaller.check_version(proxy.oauth_version)
  LeftToCaller.check_tls(request['url'], proxy.signature_method)
  skip('a check of oauth_body_hash') if proxy.parameters.key?('oauth_body_hash')
end

def verify(given)
  skip('a store of nonces') if given['sequence'].size > 1
  { out: [{ verdict: verdict(given) }] }
end

def parse_authorization_header(given)
  header = Adapter.text(given['header'])
  skip('another scheme: the callers of parse_header look at it') unless header.start_with?('OAuth ')
  found = OAuth::Helper.parse_header(header)
  realm = found.delete('realm')
  { out: { parameters: found.map { |pair| pair.map { |part| Adapter.octets_out(part) } }, realm: realm } }
end

def build_authorization_header(given)
  proxy = OAuth::RequestProxy.proxy({ 'parameters' => Adapter.once(given['parameters']) })
  { out: proxy.oauth_header(realm: given['realm']) }
end

# A connection that is never opened: every request gets the one response.
class Answering < Net::HTTP
  attr_writer :raw

  def request(*)
    socket = Net::BufferedIO.new(StringIO.new(@raw))
    response = Net::HTTPResponse.read_new(socket)
    response.reading_body(socket, true) { response.read_body }
    response
  end
end

def raw_response(response)
  body = Adapter.octets(response['body']).b
  fields = response['headers'].map { |name, value| "#{name}: #{Adapter.octets(value)}\r\n" }.join
  "HTTP/1.1 #{response['status']} Status\r\n#{fields}Content-Length: #{body.bytesize}\r\n\r\n".b + body
end

def parse_credentials_response(given)
  http = Answering.new('server.example.com', 443)
  http.raw = raw_response(given['response'])
  consumer = OAuth::Consumer.new('key', 'secret', site: 'https://server.example.com')
  consumer.http = http
  token = given['kind'] == 'temporary' ? consumer.get_request_token : consumer.get_access_token(nil)
  known = %w[oauth_token oauth_token_secret oauth_callback_confirmed]
  extra = token.params.select { |name, _| name.is_a?(String) && !known.include?(name) }
  extra = extra.map { |pair| pair.map { |part| Adapter.octets_out(part.to_s) } }
  # Where the response has none, the gem's token has nil.
  { out: { key: token.token.to_s, secret: token.secret.to_s, extra: extra } }
end

def authorization_url(given)
  consumer = OAuth::Consumer.new('key', 'secret', authorize_url: given['endpoint'])
  { out: OAuth::RequestToken.new(consumer, given['token'], '').authorize_url(Adapter.once(given['extra'])) }
end

REFUSED = [Adapter::ArgumentRefused, OAuth::Error, OAuth::Signature::UnknownSignatureMethod, URI::Error,
           OpenSSL::PKey::PKeyError, Net::HTTPExceptions, Rack::Utils::InvalidParameterError,
           Rack::Utils::ParameterTypeError].freeze

Adapter.run(
  impl: { name: 'ruby-oauth', version: OAuth::VERSION, language: 'ruby',
          home: 'https://github.com/oauth-xx/oauth-ruby' },
  ops: {
    'oauth1.percent_encode' => ->(given) { { out: OAuth::Helper.escape(Adapter.octets(given['text'])) } },
    'oauth1.percent_decode' =>
      ->(given) { { out: Adapter.octets_out(OAuth::Helper.unescape(Adapter.octets(given['text']))) } },
    'oauth1.normalize_parameters' =>
      ->(given) { { out: OAuth::Helper.normalize(Adapter.grouped(given['parameters'])) } },
    'oauth1.base_string_uri' => method(:base_string_uri),
    'oauth1.base_string' => method(:base_string),
    'oauth1.sign' => method(:sign),
    'oauth1.verify' => method(:verify),
    'oauth1.parse_authorization_header' => method(:parse_authorization_header),
    'oauth1.build_authorization_header' => method(:build_authorization_header),
    'oauth1.parse_credentials_response' => method(:parse_credentials_response),
    'oauth1.authorization_url' => method(:authorization_url)
  },
  features: %w[HMAC-SHA1 RSA-SHA1 PLAINTEXT oauth_body_hash],
  refused: REFUSED
)
