# SPDX-License-Identifier: Apache-2.0
# The library under test: what a signature of OAuth 1.0 is made of.
require 'erb'

module Signing
  def self.encode(text)
    ERB::Util.url_encode(text)
  end

  def self.normalize(parameters)
    parameters.sort.map { |pair| pair.map { |text| encode(text) }.join('=') }.join('&')
  end
end
