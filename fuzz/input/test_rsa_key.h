// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::fuzz {

/// An RSA key of 2048 bits, private. No oracle of tokens trusts it, since RSA takes an engine's time.
inline constexpr std::string_view kTestRsaKey =
    R"({"d":"EP7U77ouoocumelMwRODdUHrnjXkDn-EAJavA4rig9hZ2dlV2R6329HGzezG4sZ2lx5LRAZxatc3RkU1voejA-7XndUKr4vIPQnsyaOuHJ3pvR1KrnnPnbJiBAKa1R3OE1DXF5WW0UWbdvBXF1ZdVccTM5T9qZoIb0bezjivxurJfWoYln2eDiCQdhiscVY9IJvputkbDBkWzJMhx7NneeZuJHZqaDEionGgoKsDyCm6XOeWQVMzkP7KDwsJpvbF0MvBA5w1LaWXrVeLAeSJ1dmMzTlfl8asbwGNdXa2cRnbdQsv6HvT0_v-e2jjBvu1CqdeC56LAtoP7zib-y_0BQ","dp":"PDEKcvYU5edoeGIU0Fj0i9tYGSk98kQtOjC_k8YKsOJ0RJGjVMaRCe6ruMCqPFMPO6VvfAkRn0YVyWzmD2z3r_aBRYpgXf3SpjL58ufgU1XJas-bYB533m1wzSrikVPQGzH9S6rXDnpDUPnRHyHDdcE-OM2WQje_EGieD7MkQUk","dq":"Edmy6FULPATze7-3WNTamEoK4n4cFnhj695tTbB8As-rFKhGbjGSzACitmPqoNktLonhkMUEKyMlDRojZEqH6xGOFnCSZEP42-KkfHhJgmG3-49fdYr56hFRZ_ontt2jg0dW1itR3s9GNQI-ATcow3yUzHCQMeoOdP8vgFLjn20","e":"AQAB","kty":"RSA","n":"sXNwWeiJSKMhmpBdaaoInCBdUjkDu-0YoawP411oFC7c8J_5I7d4USWmRk9HMu8mfZzeGbI6R5N9W85hBEOTW9JGfX6qPx0CeUmP5EkMmCDxBrlU88cfVjLmw2z9wJQLHKzV-ZH3E3cFHRQWeRFzCiNfjUQuksW9gY1Ub25KAin2wH2IminuzY73-QrQ1Qok75zf6vT8jsgBir_iFfdOczwnu-wqpZGQFPic9D1Vk6zFSVSvCkUduKHdtXCWl2UYyAiw8_11QOm3QDmjB5B4IGFPjZbHZft31Rr_OTKNUbKiKJC-fVZEF6MTKF_oDFMv4TSFyvkzfH47qXqRX9Hekw","p":"2OmntehK8clqY6ShaQJn13UXAi_KyG06ghjbNe_RearhRVAKABVA2DcJB3dUG8cRPWmJCz21LDmd9mjHucV8B4UK8834SoZp-F14xub18Caxi2cLZfhJJ8yjGhgKFPrP0LtIvm6ug5uvo523qKbuOnTkoqsamjJpsMWA62Fh5VU","q":"0W1h5FEwWjMfSZCAtmh2qFASLDl--PbaKEDyiBob1Of7EL5sRO1BbJagWzpuwfBT8gZrukZvpWkj2Xdz4AIGrDNhnX-IszUfEMAhsHn-1s9wJ-7oHoq-siW9JjN_W_6kedomkLwVXLfpdxV-jfCCRnRrGl5A0up6Ol6dFC6-NEc","qi":"H6HQnBRx1_61zM4U7ShfuJFmzf_KevKWsmkimaqXXv2CCA1IwDN3sPmGKx5uGGneZGxIuEPPo_1sD5mlZbSTlHUnytw-Pt4PE_ZRmxkdKsDgSfiomoJ0509Ruk4jUTP4cu4RP6kzFyhfobEFu2O_450WGCi6Ry5MpUBQ8J1s6r8"})";

/// A key of 512 bits, which signs a dozen times as fast, and its public half, in PEM: for RFC 5849, which asks for no size.
inline constexpr std::string_view kSmallRsaKey = R"(-----BEGIN PRIVATE KEY-----
MIIBUwIBADANBgkqhkiG9w0BAQEFAASCAT0wggE5AgEAAkEAkwLjOkNtIwfZv1z/
tlkifogoYlYd+vV5DwtZK8CyNq6Q5P8j+rTe7stnY3W6QmWVCshEdOD6CJAvEmTW
2NAHhQIDAQABAkAdwFTaArFAiKMxjhGWBp3re4SougLhOfJg8AwAxcOLOyRDWlkY
hPr/3rWuhGI2/gHV3Zw+6KLrseEY1Tq+giuBAiEAw8npBHIG2h+LI2JXXyNQ9/Pg
6SLUW+8eotPObTFCguUCIQDAONGX00ySvRzp0mgr2BCaKHW0mcbw+Zly3j7x7i4I
IQIgCvbFm8Ae7hwSGJsrNWKu6BO6JpQSvEs5tfiSeL7ncJkCIBuyVCjfLkJac2cR
hScEG+hKeiNKoQqpvD173m/3lLRhAiA5Y/R+A5skP5c2/hp6mAYWSaDzTscFdK3f
Oj3m1Qrfdg==
-----END PRIVATE KEY-----
)";
inline constexpr std::string_view kSmallRsaPublicKey = R"(-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJMC4zpDbSMH2b9c/7ZZIn6IKGJWHfr1
eQ8LWSvAsjaukOT/I/q03u7LZ2N1ukJllQrIRHTg+giQLxJk1tjQB4UCAwEAAQ==
-----END PUBLIC KEY-----
)";

}  // namespace oauthspec::fuzz
