# SPDX-License-Identifier: Apache-2.0
# Lets oauthspec ask signing.rb questions.
require 'base64'
require 'json'
require_relative 'signing'

# Texts as they are; octets that are no UTF-8 come in Base64.
def value(given)
  given.is_a?(Hash) ? Base64.strict_decode64(given['b64']) : given
end

OPS = {
  'oauth1.percent_encode' => ->(given) { Signing.encode(value(given['text'])) },
  'oauth1.normalize_parameters' => ->(given) { Signing.normalize(given['parameters'].map { |pair| pair.map { |text| value(text) } }) }
}.freeze
HELLO = { protocol: 1, impl: { name: 'signing', version: '1.0', language: 'ruby' }, ops: OPS.keys }.freeze

def answer(message)
  { out: OPS.fetch(message['op']).call(message['in']) }
rescue StandardError => e
  { error: { type: e.class.name, message: e.message } }
end

$stdin.set_encoding('UTF-8')
$stdout.sync = true
$stdin.each_line do |line|
  message = JSON.parse(line)
  break if message['bye']

  puts JSON.generate(message['hello'] ? { hello: HELLO } : { id: message['id'] }.merge(answer(message)))
end
