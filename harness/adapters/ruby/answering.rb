# SPDX-License-Identifier: Apache-2.0
require 'faraday'
require_relative 'adapter'

# A connection that is never opened, for libraries over Faraday: every request is kept, and gets the one response.
class Answering < Faraday::Adapter
  def initialize(app = nil, response = nil, requests = [])
    super(app)
    @response = response
    @requests = requests
  end

  def call(env)
    super
    @requests << { method: env.method.to_s.upcase, url: env.url.to_s, headers: env.request_headers.to_h,
                   body: env.body }
    headers = @response['headers'].to_h { |name, value| [name, Adapter.octets(value)] }
    save_response(env, @response['status'], Adapter.octets(@response['body']), headers)
    @app.call(env)
  end
end
