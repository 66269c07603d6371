# SPDX-License-Identifier: Apache-2.0
# The gem oauth goes through the three-legged flow. usage: ruby ruby_oauth.rb ORIGIN [CA]
require "net/http"
require "oauth"
require "uri"

origin, ca = ARGV
consumer = OAuth::Consumer.new("client", "secret", site: origin, request_token_path: "/oauth1/initiate",
                               authorize_path: "/oauth1/authorize", access_token_path: "/oauth1/token", ca_file: ca)
temporary = consumer.get_request_token(oauth_callback: "https://client.example/callback")
raise "callback not confirmed" unless temporary.callback_confirmed?

page = URI(temporary.authorize_url)
http = Net::HTTP.new(page.host, page.port)
http.use_ssl = page.scheme == "https"
http.ca_file = ca
answer = URI.decode_www_form(URI(http.get(page.request_uri)["Location"]).query).to_h
token = temporary.get_access_token(oauth_verifier: answer["oauth_verifier"])
[token.get("/oauth1/resource?a=b%20c"), token.post("/oauth1/resource", { "status" => "Ladies + Gentlemen" })].each do |response|
  raise response.body unless response.code == "200"
end
puts "ok oauth1 HMAC-SHA1"
