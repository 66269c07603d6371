# SPDX-License-Identifier: Apache-2.0
# Adapter for the gem simple_oauth: its one class, SimpleOAuth::Header, that signs and verifies.
require_relative 'adapter'
require_relative 'left_to_caller'
require 'simple_oauth'

Header = SimpleOAuth::Header
# The options that name protocol parameters, which come without their prefix.
OPTIONS = (Header::ATTRIBUTE_KEYS + [:signature]).freeze

def skip(need)
  Adapter.skip(need)
end

# There is no place for a Host header field.
def url_of(request)
  host = Adapter.fields(request)['host']
  authority = request['url'][%r{\A[^:]+://([^/?#]*)}, 1]
  skip("a Host header field other than the URL's authority") unless [nil, authority].include?(host)
  request['url']
end

# Protocol parameters as the options that stand for them.
def options_of(parameters)
  options = Adapter.once(parameters).transform_keys { |name| name.delete_prefix('oauth_').to_sym }
  skip('protocol parameters of extensions') if (options.keys - OPTIONS).any?
  options
end

# The base string and the normalised parameters are methods that the gem keeps for itself, and tests by send.
def base_string(given)
  request = given['request']
  return { out: received(request).send(:signature_base) } if given['protocol_parameters'].empty?

  options = options_of(given['protocol_parameters'])
  header = Header.new(request['method'], url_of(request), Adapter.form(request), options)
  # Defaults are what the options do not name.
  header.options.select! { |name, _| options.key?(name) }
  { out: header.send(:signature_base) }
end

# A request that a server has got.
def received(request)
  authorization = Adapter.fields(request)['authorization']
  skip('protocol parameters outside the header field') unless authorization&.match?(/\AOAuth\b/i)
  Header.new(request['method'], url_of(request), Adapter.form(request), authorization)
end

def normalize_parameters(given)
  pairs = given['parameters'].map { |pair| pair.map { |part| Adapter.octets(part) } }
  # An empty header field brings no protocol parameters.
  { out: Header.new(:get, 'http://example.com/', pairs, '').send(:normalized_params) }
end

def base_string_uri(given)
  skip('a Host header field') if given['host']
  { out: Header.new(:get, given['url'], {}).url }
end

def sign(given)
  skip('a realm') if given['realm']
  skip('oauth_body_hash') if given['body_hash']
  client, token = given.values_at('client', 'token')
  options = options_of(given['extra']).merge(consumer_key: client['key'], consumer_secret: Adapter.secret_or_key(given),
                                             signature_method: given['method'])
  options.merge!(token: token['key'], token_secret: token['secret']) if token
  chosen = %w[nonce timestamp version]
  chosen.each { |name| options[name.to_sym] = given[name] if given[name] }
  header = Header.new(given['request']['method'], url_of(given['request']), Adapter.form(given['request']), options)
  out = { signature: header.signed_attributes[:oauth_signature], header: header.to_s }
  out[:base_string] = header.send(:signature_base) unless given['method'] == 'PLAINTEXT'
  { out: out, actual: chosen.reject { |name| given[name] }.to_h { |name| [name, header.options[name.to_sym]] } }
end

def verify(given)
  skip('a store of nonces') if given['sequence'].size > 1
  { out: [{ verdict: verdict(given) }] }
end

# The gem verifies signatures.
def verdict(given)
  request = given['sequence'][0]
  header = received(request)
  options = header.options
  client = LeftToCaller.client(given, options[:consumer_key])
  token = LeftToCaller.token(given, options[:token], client)
  LeftToCaller.check_nonce_and_timestamp(given, options[:nonce], options[:timestamp])
  LeftToCaller.check_version(options[:version])
  LeftToCaller.check_tls(request['url'], options[:signature_method])
  skip('verifying with a public key: it signs again') if options[:signature_method].to_s.upcase.start_with?('RSA')
  skip('choosing a secret') unless client['secret']
  secrets = { consumer_secret: client['secret'], token_secret: token && token['secret'] }
  header.valid?(secrets) ? 'accepted' : 'refused'
rescue *REFUSED => e
  # A verdict has no place for the reason.
  warn e.message
  'refused'
end

def parse_authorization_header(given)
  found = Header.parse(Adapter.octets(given['header']))
  realm = found.delete(:realm)
  skip('telling oauth_x from x: names come without their prefix') if (found.keys - OPTIONS).any?
  { out: { parameters: found.map { |name, value| ["oauth_#{name}", Adapter.octets_out(value)] }, realm: realm } }
end

# The gem raises a plain RuntimeError for options that it does not know.
module OptionsRefused
  def self.===(problem)
    problem.is_a?(RuntimeError) && problem.message.start_with?('SimpleOAuth: Found extra option keys')
  end
end

REFUSED = [OptionsRefused, Adapter::ArgumentRefused, URI::Error, OpenSSL::PKey::PKeyError].freeze

Adapter.run(
  impl: { name: 'simple_oauth', version: Gem::Specification.find_by_name('simple_oauth').version.to_s,
          language: 'ruby', home: 'https://github.com/laserlemon/simple_oauth' },
  ops: {
    'oauth1.percent_encode' => ->(given) { { out: Header.encode(Adapter.octets(given['text'])) } },
    'oauth1.percent_decode' =>
      ->(given) { { out: Adapter.octets_out(Header.decode(Adapter.octets(given['text']))) } },
    'oauth1.normalize_parameters' => method(:normalize_parameters),
    'oauth1.base_string_uri' => method(:base_string_uri),
    'oauth1.base_string' => method(:base_string),
    'oauth1.sign' => method(:sign),
    'oauth1.verify' => method(:verify),
    'oauth1.parse_authorization_header' => method(:parse_authorization_header)
  },
  features: %w[HMAC-SHA1 RSA-SHA1 PLAINTEXT],
  refused: REFUSED
)
