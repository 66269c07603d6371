# SPDX-License-Identifier: Apache-2.0
# The gem oauth: one consumer and token, and a request of Net::HTTP a request, which is signed and not sent.
require_relative 'loop'
require 'net/http'
require 'oauth'
require 'oauth/version'

consumer = OAuth::Consumer.new(Loop::KEY, Loop::SECRET, site: 'http://photos.example.net')
token = OAuth::ConsumerToken.new(consumer, Loop::TOKEN, Loop::TOKEN_SECRET)

Loop.run("oauth #{OAuth::VERSION}") do |url, nonce, timestamp|
  request = Net::HTTP::Get.new(url.delete_prefix('http://photos.example.net'))
  consumer.sign!(request, token, { nonce: nonce, timestamp: timestamp })
  request['Authorization']
end
