package io.github.milvusretention.console.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of OpenID Connect on a free port of this machine: it checks what a strict one does
 * (redirect, client, PKCE, a code once), and can be told to do wrong.
 */
public final class TestProvider implements AutoCloseable {
  static final String CLIENT = "retention";
  static final String SECRET = "s3cr3t of the client +/%";

  /** What is in no answer, page or log. */
  private static final String MARK = "t0k3n";

  private static final String KEY_ID = "one";
  private static final RSAKey KEY = key();
  static final RSAKey OTHER_KEY = key();

  /** A log-in that waits for its code to be exchanged. */
  private record Started(Map<String, String> asked, Map<String, Object> claims) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Started> codes = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final int port;
  private @Nullable HttpServer server;
  private @Nullable CountDownLatch hanging;

  Map<String, Object> person = Map.of();
  Map<String, Object> userInfo = Map.of();
  RSAKey signedWith = KEY;
  UnaryOperator<JWTClaimsSet.Builder> changed = claims -> claims;
  Map<String, Object> described = Map.of();
  String tokenError = "";

  private TestProvider(int port) {
    this.port = port;
  }

  /** One that does not run yet. */
  static TestProvider down() {
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return new TestProvider(free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestProvider start() {
    HttpServer server = listen(0);
    TestProvider provider = new TestProvider(server.getAddress().getPort());
    provider.serve(server);
    return provider;
  }

  void up() {
    serve(listen(port));
  }

  private void serve(HttpServer made) {
    made.setExecutor(threads);
    made.createContext("/", this::answer);
    made.start();
    server = made;
  }

  private static HttpServer listen(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes requests and answers none. */
  void hang() {
    hanging = new CountDownLatch(1);
  }

  void answerAgain() {
    CountDownLatch latch = hanging;
    hanging = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  /** From now on this person is logged in there, and can log out. */
  public void knows(String name, String group) {
    person = Map.of("preferred_username", name, "groups", List.of(group));
    described = Map.of("end_session_endpoint", issuer() + "/logout");
  }

  /** Everything as it was, nobody known. */
  void reset() {
    person = Map.of();
    userInfo = Map.of();
    signedWith = KEY;
    changed = claims -> claims;
    tokenError = "";
  }

  public String issuer() {
    return "http://localhost:" + port;
  }

  /**
   * The lines beneath {@code console:}.
   *
   * @param more keys of oidc
   */
  public String rules(String more) {
    return """
        oidc:
          issuer: %s
          client-id: %s
          client-secret: "%s"
          roles: {viewer: [readers], operator: [/ops], approver: [approvers]}
        """
            .formatted(issuer(), CLIENT, SECRET)
            .indent(4)
        + more.indent(6);
  }

  /** The paths that were asked for. */
  List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /**
   * What a browser is sent back to, after somebody has logged in there.
   *
   * @param authorize the address that the program sent it to
   */
  URI logIn(String authorize) {
    Map<String, String> query = form(URI.create(authorize).getRawQuery());
    if (!authorize.startsWith(issuer() + "/authorize?")
        || !CLIENT.equals(query.get("client_id"))
        || !"code".equals(query.get("response_type"))
        || !"S256".equals(query.get("code_challenge_method"))
        || !query.getOrDefault("scope", "").startsWith("openid")) {
      throw new IllegalStateException("this is not how to ask for a log-in: " + authorize);
    }
    String code = MARK + "code" + codes.size();
    codes.put(code, new Started(query, person));
    return back(query, "code=" + code);
  }

  private static URI loggedOut(URI asked) {
    return URI.create(
        Objects.requireNonNull(form(asked.getRawQuery()).get("post_logout_redirect_uri")));
  }

  /** What it is sent back to with an error. */
  URI refuse(String authorize, String error) {
    return back(form(URI.create(authorize).getRawQuery()), "error=" + encoded(error));
  }

  private static URI back(Map<String, String> query, String answer) {
    String state = Objects.requireNonNull(query.get("state"));
    return URI.create(query.get("redirect_uri") + "?" + answer + "&state=" + encoded(state));
  }

  /** Whether a text has a part of a token, a code or the secret. */
  static boolean isSecret(String text) {
    return text.contains(MARK)
        || text.contains("s3cr3t")
        || text.contains("eyJ")
        || text.contains(encoded(SECRET));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    synchronized (asked) {
      asked.add(path);
    }
    try (exchange) {
      CountDownLatch latch = hanging;
      if (latch != null) {
        latch.await();
      }
      switch (path) {
        case "/.well-known/openid-configuration" -> send(exchange, 200, description());
        case "/jwks" -> send(exchange, 200, new JWKSet(KEY.toPublicJWK()).toJSONObject());
        case "/token" -> token(exchange);
        case "/userinfo" -> send(exchange, 200, userInfo);
        case "/authorize" -> redirect(exchange, logIn(issuer() + exchange.getRequestURI()));
        case "/logout" -> redirect(exchange, loggedOut(exchange.getRequestURI()));
        default -> send(exchange, 404, Map.of());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> description() {
    Map<String, Object> description = new HashMap<>();
    description.put("issuer", issuer());
    description.put("authorization_endpoint", issuer() + "/authorize");
    description.put("token_endpoint", issuer() + "/token");
    description.put("jwks_uri", issuer() + "/jwks");
    description.put("id_token_signing_alg_values_supported", List.of("RS256", "HS256", "none"));
    description.putAll(described);
    return description;
  }

  private void token(HttpExchange exchange) throws IOException, JOSEException {
    Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String basic = encoded(CLIENT) + ":" + encoded(SECRET);
    String header = "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(UTF_8));
    Started started = codes.remove(form.get("code"));
    if (!tokenError.isEmpty()) {
      // With what was sent, as some providers do.
      send(
          exchange,
          400,
          Map.of("error", tokenError, "error_description", "not " + form.get("code")));
    } else if (!header.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, Map.of("error", "invalid_client"));
    } else if (started == null
        || !form.getOrDefault("redirect_uri", "").equals(started.asked().get("redirect_uri"))
        || !challenge(form.getOrDefault("code_verifier", ""))
            .equals(started.asked().get("code_challenge"))) {
      send(exchange, 400, Map.of("error", "invalid_grant"));
    } else {
      send(
          exchange,
          200,
          Map.of(
              "access_token",
              MARK + "access",
              "token_type",
              "Bearer",
              "expires_in",
              300,
              "id_token",
              idToken(started)));
    }
  }

  private String idToken(Started started) throws JOSEException {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject("subject-1")
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", started.asked().get("nonce"));
    started.claims().forEach(claims::claim);
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY_ID).build(),
            changed.apply(claims).build());
    token.sign(new RSASSASigner(signedWith));
    return token.serialize();
  }

  private static void send(HttpExchange exchange, int status, Map<String, Object> answer)
      throws IOException {
    byte[] body = JsonMapper.shared().writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void redirect(HttpExchange exchange, URI to) throws IOException {
    exchange.getResponseHeaders().set("Location", to.toString());
    exchange.sendResponseHeaders(302, -1);
  }

  /** The fields of a query or a form. */
  static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split("&")) {
      String[] parts = field.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID(KEY_ID).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    answerAgain();
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
