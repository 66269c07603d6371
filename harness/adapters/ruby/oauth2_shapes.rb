# SPDX-License-Identifier: Apache-2.0
require_relative 'adapter'

# What the adapters for OAuth 2.0 have in common: the shapes of the ops on one side, hashes on the other.
module OAuth2Shapes
  TOKEN_MEMBERS = %w[access_token token_type expires_in refresh_token scope issued_token_type].freeze

  # What a library over HTTP is answered with where nobody reads the answer.
  A_TOKEN = { 'status' => 200, 'headers' => [['Content-Type', 'application/json']],
              'body' => '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer"}' }.freeze

  GRANT_TYPES = { 'device_code' => 'urn:ietf:params:oauth:grant-type:device_code',
                  'jwt_bearer' => 'urn:ietf:params:oauth:grant-type:jwt-bearer',
                  'saml2_bearer' => 'urn:ietf:params:oauth:grant-type:saml2-bearer',
                  'token_exchange' => 'urn:ietf:params:oauth:grant-type:token-exchange' }.freeze

  module_function

  # A token response as parse_token_response has it, from a hash of what the library shows.
  def token(given)
    known, extra = given.partition { |name, _| TOKEN_MEMBERS.include?(name) }.map(&:to_h)
    out = TOKEN_MEMBERS.to_h { |name| [name, known[name]] }.merge(shown(extra))
    scope = known['scope']
    return out unless scope.is_a?(String)

    # The library leaves the list of scope tokens to its caller, who can tell a clean one only.
    scope.match?(/\A[^ ]+(?: [^ ]+)*\z/) ? out.merge('scope' => scope.split) : out.reject { |name, _| name == 'scope' }
  end

  # The member extra; none where it holds octets that are no UTF-8, which JSON cannot write.
  def shown(extra)
    JSON.generate(extra)
    { 'extra' => extra }
  rescue JSON::GeneratorError
    {}
  end

  def skip_repeated_query(url)
    names = URI.decode_www_form(url[/\?([^#]*)/, 1].to_s).map(&:first)
    Adapter.skip('this query: Faraday writes another one') if names.uniq.size < names.size
  end

  # A request as token_request has it.
  def sent(request)
    fields = request[:headers].to_h { |name, value| [name.to_s.downcase, value] }
    { method: request[:method], url: request[:url], authorization: fields['authorization'],
      content_type: fields['content-type'], dpop: fields['dpop'], cache_control: fields['cache-control'],
      body: Adapter.octets_out(request[:body].to_s) }
  end

  # The parameters of a grant by their names on the wire, grant_type among them.
  def grant_parameters(grant)
    return Adapter.once(grant['parameters']).merge('grant_type' => grant['grant_type']) if grant['type'] == 'extension'

    parameters = grant.reject { |name, value| name == 'type' || value.nil? }
    Adapter.skip('more than one audience') if Array(parameters.delete('audience')).any?
    parameters.merge('grant_type' => GRANT_TYPES.fetch(grant['type'], grant['type']))
  end

  # The caller's parameters beside the library's own; a hash has each once.
  def beside(own, extra)
    further = Adapter.once(extra)
    both = own.keys.map(&:to_s) & further.keys
    Adapter.skip("a parameter of the caller by the name of one of the library's") if both.any?
    own.merge(further)
  end
end
