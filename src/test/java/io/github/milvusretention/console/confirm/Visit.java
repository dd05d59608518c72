package io.github.milvusretention.console.confirm;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Somebody with a browser without JavaScript. Sends forms with their hidden fields. */
public final class Visit {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI base;

  Visit(URI base) {
    this.base = base;
  }

  /** What was answered: its status, its text, and where to go from it. */
  public record Answer(int status, String body, String location, Map<String, String> headers) {
    /** The number of the run whose page it leads to. */
    long run() {
      Matcher run = Pattern.compile(".*/runs/([0-9]+)$").matcher(location);
      if (!run.matches()) {
        throw new AssertionError(status + " " + location + "\n" + body);
      }
      return Long.parseLong(run.group(1));
    }

    /** As a person reads it. */
    public String text() {
      return HtmlUtils.htmlUnescape(
          body.replaceAll("(?s)<script.*?</script>", "")
              .replaceAll("<[^>]+>", " ")
              .replaceAll("\\s+", " "));
    }
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)).build());
  }

  /** The same once the cluster has been asked: until then the page loads again by itself. */
  Answer shown(String path) {
    return await()
        .atMost(1, MINUTES)
        .until(() -> get(path), answer -> !answer.headers().containsKey("refresh"));
  }

  /** The hidden fields of a page with those that somebody fills in. */
  Map<String, String> form(String page, Map<String, String> typed) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(shown(page).body());
    while (hidden.find()) {
      fields.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
    }
    fields.putAll(typed);
    return fields;
  }

  /** Opens a page, fills its form in and sends it. */
  Answer submit(String page, String path, Map<String, String> typed) {
    return post(path, form(page, typed));
  }

  /** The same for a form that is sent to its own page. */
  Answer submit(String page, Map<String, String> typed) {
    return submit(page, page, typed);
  }

  Answer post(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> Desk.encoded(field.getKey()) + "=" + Desk.encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      Map<String, String> headers = new LinkedHashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Location").orElse(""),
          headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
