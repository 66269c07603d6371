# SPDX-License-Identifier: Apache-2.0
# The gem simple_oauth: a header a request, which is its one class.
require_relative 'loop'
require 'simple_oauth'

Loop.run("simple_oauth #{Gem::Specification.find_by_name('simple_oauth').version}") do |url, nonce, timestamp|
  SimpleOAuth::Header.new(:get, url, {}, consumer_key: Loop::KEY, consumer_secret: Loop::SECRET, token: Loop::TOKEN,
                                         token_secret: Loop::TOKEN_SECRET, nonce: nonce, timestamp: timestamp).to_s
end
