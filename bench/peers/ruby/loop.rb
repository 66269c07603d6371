# SPDX-License-Identifier: Apache-2.0
# What the loops in Ruby have in common: see README.md beside this folder.
require 'cgi'
require 'json'

module Loop
  KEY = 'dpf43f3p2l4k3l03'
  SECRET = 'kd94hf93k423kf44'
  TOKEN = 'nnch734d00sl2jdk'
  TOKEN_SECRET = 'pfkkdhi9sl3r4s00'

  module_function

  def seconds
    Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
  end

  # The block gives the Authorization header field for URL, nonce and timestamp.
  def run(version)
    requests = File.readlines(ARGV.first, chomp: true).map { |line| line.split("\t") }
    sent = yield(*requests.first).scan(/oauth_(\w+)="([^"]*)"/).to_h.transform_values { |value| CGI.unescape(value) }
    $stdout.sync = true
    puts JSON.generate({ version: version }.merge(sent.slice('signature', 'nonce', 'timestamp')))
    number = 0
    $stdin.each_line do |asked|
      start = seconds
      asked.to_i.times do
        yield(*requests[number])
        number = (number + 1) % requests.size
      end
      puts JSON.generate({ signatures: asked.to_i, seconds: seconds - start })
    end
  end
end
