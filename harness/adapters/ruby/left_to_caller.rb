# SPDX-License-Identifier: Apache-2.0
require_relative 'adapter'

# A library that verifies signatures leaves the other checks of RFC 5849 section 3.2 to its caller: a case that turns on
# one of them says nothing of the library.
module LeftToCaller
  module_function

  def known_client(given, key)
    given['clients'].find { |one| one['key'] == key }
  end

  def known_token(given, key, client_key)
    token = given['tokens'].find { |one| one['key'] == key && one['client'] == client_key }
    token if token && token.fetch('expires', given['now'] + 1) > given['now']
  end

  def client(given, key)
    known_client(given, key) || Adapter.skip('knowing clients')
  end

  # nil where the request has no token.
  def token(given, key, client)
    key && (known_token(given, key, client['key']) || Adapter.skip('knowing tokens'))
  end

  def check_nonce_and_timestamp(given, nonce, timestamp)
    fresh = timestamp.to_s.match?(/\A[1-9]\d*\z/) && (timestamp.to_i - given['now']).abs <= given['window']
    Adapter.skip('a check of the timestamp') unless fresh
    Adapter.skip('a check of the nonce') if nonce.to_s.empty?
  end

  def check_version(version)
    Adapter.skip('a check of the version') unless [nil, '1.0'].include?(version)
  end

  def check_tls(url, signature_method)
    plaintext = signature_method.to_s.casecmp?('PLAINTEXT')
    Adapter.skip('a check for TLS') if plaintext && url.start_with?('http:')
  end
end
