package io.github.milvusretention.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: keeps cookies and sends forms; follows no redirect by itself. */
public final class Visitor {
  public static final String SESSION = "milvus-retention";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Map<String, String> cookies = new HashMap<>();
  private final URI base;

  private String from = "";

  Visitor(URI base) {
    this.base = base;
  }

  /** Behind a proxy that says so. */
  public Visitor from(String address) {
    from = address;
    return this;
  }

  /**
   * @param headers names and values in turn
   */
  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> logIn(String user, String password) {
    return post("/login", "/login", Map.of("username", user, "password", password));
  }

  /**
   * Sends a form as a page has it, with its token.
   *
   * @param page with a form; that of the log-out will do
   */
  public HttpResponse<String> post(String page, String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putAll(form(page));
    return postExactly(path, all);
  }

  /** The token that a form of that page has; empty if it has none. */
  public Map<String, String> form(String page) {
    Matcher token = TOKEN.matcher(get(page).body());
    return token.find() ? Map.of("_csrf", token.group(1)) : Map.of();
  }

  public HttpResponse<String> postExactly(
      String path, Map<String, String> fields, String... headers) {
    String form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send("POST", path, form, headers);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  public HttpResponse<String> send(String method, String path, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).method(method, BodyPublishers.ofString(form));
    if (!form.isEmpty()) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    if (!from.isEmpty()) {
      request.header("X-Forwarded-For", from);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** As somebody does who has read or set it. */
  public Visitor withCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public static String location(HttpResponse<String> response) {
    URI location = URI.create(response.headers().firstValue("Location").orElse(""));
    String query = location.getRawQuery();
    return location.getRawPath() + (query == null ? "" : "?" + query);
  }
}
