// SPDX-License-Identifier: Apache-2.0

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The adapter protocol over stdin and stdout, for adapters in Java. See README.md beside this folder. */
final class Adapter {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  /** The library cannot express this case; the message says what it lacks. */
  static final class Skip extends RuntimeException {
    Skip(String need) {
      super(need);
    }
  }

  /** A value, and what the library chose itself. */
  record Answer(JsonElement out, Map<String, String> actual) {
    static Answer of(String out) {
      return new Answer(new JsonPrimitive(out), Map.of());
    }

    static Answer of(JsonElement out) {
      return new Answer(out, Map.of());
    }
  }

  /** Answers one question from its `in`. */
  interface Op {
    Answer answer(JsonObject in) throws Exception;
  }

  /** A name and its value: of a parameter, or of a header field. */
  record Pair(String name, String value) {}

  private final JsonObject impl = new JsonObject();
  private final List<String> features;
  private final Predicate<Exception> refused;
  private final Map<String, Op> ops = new LinkedHashMap<>();

  /** `refused` tells whether the library threw it to refuse the input; anything else it throws is an error. */
  Adapter(String name, String version, String home, List<String> features, Predicate<Exception> refused) {
    impl.addProperty("name", name);
    impl.addProperty("version", version);
    impl.addProperty("language", "java");
    impl.addProperty("home", home);
    this.features = features;
    this.refused = refused;
  }

  Adapter offer(String name, Op op) {
    ops.put(name, op);
    return this;
  }

  /** The characters of a member that may be octets, null for null and for none; skips octets that are no UTF-8. */
  static String text(JsonObject object, String member) {
    return text(object.get(member));
  }

  private static String text(JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return null;
    }
    if (value.isJsonObject()) {
      throw new Skip("octets that are no UTF-8");
    }
    return value.getAsString();
  }

  /** The octets of a member that may come as characters. */
  static byte[] octets(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value.isJsonObject()
        ? Base64.getDecoder().decode(text(value.getAsJsonObject(), "b64"))
        : value.getAsString().getBytes(StandardCharsets.UTF_8);
  }

  static List<Pair> pairs(JsonObject object, String member) {
    List<Pair> pairs = new ArrayList<>();
    for (JsonElement pair : object.getAsJsonArray(member)) {
      pairs.add(new Pair(text(pair.getAsJsonArray().get(0)), text(pair.getAsJsonArray().get(1))));
    }
    return pairs;
  }

  static void addPair(JsonArray pairs, String name, String value) {
    JsonArray pair = new JsonArray();
    pair.add(name);
    pair.add(value);
    pairs.add(pair);
  }

  /** The value of the first header field called `name`, without regard to case; null where there is none. */
  static String headerField(JsonObject message, String name) {
    return pairs(message, "headers").stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Pair::value)
        .findFirst()
        .orElse(null);
  }

  /** Skips a Host header field that a library without a place for it cannot know: one that is not the URL's authority. */
  static void checkHost(String url, String host) {
    int authority = url.indexOf("://") + 3;
    if (host != null && !url.substring(authority).split("[/?#]", 2)[0].equals(host)) {
      throw new Skip("a Host header field other than the URL's authority");
    }
  }

  /** What the caller gives of these members of `in`; those that are null are the library's to choose. */
  static Map<String, String> given(JsonObject in, String... members) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String member : members) {
      if (text(in, member) != null) {
        given.put(member, text(in, member));
      }
    }
    return given;
  }

  private static JsonObject member(String name, JsonElement value) {
    JsonObject object = new JsonObject();
    object.add(name, value);
    return object;
  }

  private JsonObject hello() {
    JsonObject hello = new JsonObject();
    hello.addProperty("protocol", 1);
    hello.add("impl", impl);
    hello.add("ops", GSON.toJsonTree(ops.keySet()));
    hello.add("features", GSON.toJsonTree(features));
    return member("hello", hello);
  }

  private static JsonObject ending(String kind, String member, String text) {
    return member(kind, member(member, new JsonPrimitive(String.valueOf(text))));
  }

  private JsonObject reply(String op, JsonObject in) {
    try {
      Answer answer = ops.get(op).answer(in);
      JsonObject reply = member("out", answer.out());
      if (!answer.actual().isEmpty()) {
        reply.add("actual", GSON.toJsonTree(answer.actual()));
      }
      return reply;
    } catch (Skip reason) {
      return ending("skip", "need", reason.getMessage());
    } catch (Exception problem) {
      if (refused.test(problem)) {
        return ending("reject", "message", problem.getMessage());
      }
      JsonObject error = ending("error", "message", problem.getMessage());
      error.getAsJsonObject("error").addProperty("type", problem.getClass().getSimpleName());
      return error;
    }
  }

  /** Serves the ops until bye or the end of input. */
  void run() throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonObject message = JsonParser.parseString(line).getAsJsonObject();
      if (message.has("bye")) {
        return;
      }
      JsonObject reply = hello();
      if (!message.has("hello")) {
        reply = reply(message.get("op").getAsString(), message.getAsJsonObject("in"));
        reply.add("id", message.get("id"));
      }
      out.println(GSON.toJson(reply));
    }
  }
}
