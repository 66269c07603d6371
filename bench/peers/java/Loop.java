// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the loops in Java have in common: see README.md beside this folder. */
final class Loop {
  static final String KEY = "dpf43f3p2l4k3l03";
  static final String SECRET = "kd94hf93k423kf44";
  static final String TOKEN = "nnch734d00sl2jdk";
  static final String TOKEN_SECRET = "pfkkdhi9sl3r4s00";

  /** Makes the Authorization header field of a request. */
  interface Signer {
    String sign(String url, String nonce, String timestamp) throws Exception;
  }

  private Loop() {}

  /** Of the whole process: its compiler and its collector of garbage work for the loop, too. */
  private static double seconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
  }

  private static String parameter(String header, String name) {
    Matcher found = Pattern.compile("oauth_" + name + "=\"([^\"]*)\"").matcher(header);
    if (!found.find()) {
      throw new IllegalStateException("no oauth_" + name + " in " + header);
    }
    return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
  }

  static void run(String[] arguments, Signer signer) throws Exception {
    List<String[]> requests = Files.readAllLines(Path.of(arguments[0])).stream().map(line -> line.split("\t")).toList();
    String[] first = requests.get(0);
    String header = signer.sign(first[0], first[1], first[2]);
    System.out.printf("{\"version\":\"%s\",\"signature\":\"%s\",\"nonce\":\"%s\",\"timestamp\":\"%s\"}%n", System.getProperty("version"),
        parameter(header, "signature"), parameter(header, "nonce"), parameter(header, "timestamp"));
    answer(requests, signer);
  }

  private static void answer(List<String[]> requests, Signer signer) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    int number = 0;
    for (String asked = lines.readLine(); asked != null; asked = lines.readLine()) {
      long count = Long.parseLong(asked);
      double start = seconds();
      for (long i = 0; i < count; ++i) {
        String[] request = requests.get(number);
        signer.sign(request[0], request[1], request[2]);
        number = (number + 1) % requests.size();
      }
      System.out.printf("{\"signatures\":%d,\"seconds\":%.6f}%n", count, seconds() - start);
    }
  }
}
