# SPDX-License-Identifier: Apache-2.0
# The adapter protocol over stdin and stdout, for adapters in Ruby. See README.md beside this folder.
require 'base64'
require 'json'
require 'uri'

# Whatever the locale: the libraries take what has no encoding for UTF-8.
Encoding.default_external = Encoding::UTF_8

module Adapter
  # The library cannot express this case; the message says what it lacks.
  class Skip < StandardError; end

  # Ruby's own refusals come as a class that bugs share: octets that are no UTF-8, and a public key to sign with.
  module ArgumentRefused
    def self.===(problem)
      problem.is_a?(ArgumentError) && problem.message.match?(/\Ainvalid byte sequence|\Aprivate key is needed/i)
    end
  end

  module_function

  def skip(need)
    raise Skip, need
  end

  # The characters of a value that may be octets; skips octets that are no UTF-8.
  def text(value)
    value.is_a?(Hash) ? skip('octets that are no UTF-8') : value
  end

  # A string of any octets: in UTF-8 where they came as characters, binary where not.
  def octets(value)
    value.is_a?(Hash) ? Base64.strict_decode64(value['b64']) : value
  end

  # A string where the octets are UTF-8, {"b64": ...} where not.
  def octets_out(octets)
    characters = octets.dup.force_encoding(Encoding::UTF_8)
    characters.valid_encoding? ? characters : { b64: Base64.strict_encode64(octets) }
  end

  # Parameters as a hash of one value a name; skips a name that comes twice.
  def once(parameters)
    hash = parameters.to_h { |name, value| [text(name), text(value)] }
    hash.size < parameters.size ? skip('a name that comes twice: parameters are a hash') : hash
  end

  # Parameters as a hash of all values of a name.
  def grouped(parameters)
    parameters.group_by { |name, _| octets(name) }.transform_values { |pairs| pairs.map { |_, value| octets(value) } }
  end

  # Header fields as a hash; skips a field that comes twice.
  def fields(message)
    names = message['headers'].map { |name, _| name.downcase }
    skip('a header field that comes twice') if names.uniq.size < names.size
    message['headers'].to_h { |name, value| [name.downcase, text(value)] }
  end

  FORM = %r{\Aapplication/x-www-form-urlencoded\s*(?:;|\z)}i.freeze

  # Whether a request declares its body as a form.
  def form?(request)
    FORM.match?(fields(request)['content-type'].to_s)
  end

  # The parameters of a form body, for libraries that leave its decoding to their caller.
  def form(request)
    return [] unless form?(request)

    octets(request['body']).split('&').reject(&:empty?).map do |pair|
      pair.split('=', 2).push('').first(2).map { |part| URI.decode_www_form_component(part) }
    end
  rescue ArgumentError
    skip('decoding a form')
  end

  # The PEM text of a key, nil where there is no key; skips keys in another form.
  def pem(key)
    skip('keys as JWK') if key&.key?('jwk')
    key && key['pem']
  end

  # What oauth1.sign is given to sign with, for libraries that take a secret and a private key in one place.
  def secret_or_key(given)
    secret, key = given['client'].values_at('secret', 'private_key')
    skip('telling a secret from a private key') unless secret || given['method'].start_with?('RSA')
    secret || pem(key)
  end

  def answer(ops, refused, message)
    ops.fetch(message['op']).call(message['in'])
  rescue Skip => e
    { skip: { need: e.message } }
  rescue *refused => e
    { reject: { message: e.message.to_s.scrub } }
  rescue StandardError => e
    { error: { type: e.class.name, message: e.message.to_s.scrub } }
  end

  # Serves the ops, a function for each from `in` to {out:} or {out:, actual:}, until bye or the end of input.
  # `refused` names what the library raises to refuse the input; anything else it raises is an error.
  def run(impl:, ops:, features:, refused:)
    $stdin.set_encoding(Encoding::UTF_8)
    $stdout.sync = true
    $stdin.each_line do |line|
      message = JSON.parse(line)
      break if message.key?('bye')

      reply = if message.key?('hello')
                { hello: { protocol: 1, impl: impl, ops: ops.keys, features: features } }
              else
                { id: message['id'] }.merge(answer(ops, refused, message))
              end
      $stdout.write(JSON.generate(reply), "\n")
    end
  end
end
