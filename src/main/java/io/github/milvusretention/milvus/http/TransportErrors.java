package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Proxy;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Describes why there is no complete answer. */
public final class TransportErrors {
  private TransportErrors() {}

  /**
   * A sentence in two parts.
   *
   * @param reason our own words, to which the detail is appended; may be empty
   * @param detail text of a library's, in which a server's may be
   */
  record Why(String reason, String detail) {
    @Override
    public String toString() {
      return reason + detail;
    }
  }

  static Why describe(Exception failure, boolean sent) {
    return describe(failure, sent, null);
  }

  /**
   * @param proxy through which the server is reached; null for none
   */
  static Why describe(Exception failure, boolean sent, @Nullable Proxy proxy) {
    if (sent) {
      return afterSending(failure);
    }
    return proxy == null ? beforeSending(failure) : beforeSending(failure, proxy);
  }

  /**
   * A proxy passed nothing on.
   *
   * @param status the HTTP status of its own answer
   */
  static Why refused(Proxy proxy, int status, String body) {
    return status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
        ? new Why(
            "the proxy " + proxy + " does not accept the user and the password in proxy (HTTP 407)",
            "")
        : new Why(
            "the proxy " + proxy + " does not connect to the server: ",
            ("HTTP " + status + " " + body).strip());
  }

  private static Why beforeSending(Exception failure, Proxy proxy) {
    // The server itself is not looked up or connected to from here.
    boolean notReached =
        failure instanceof UnknownHostException
            || failure instanceof ConnectTimeoutException
            || failure instanceof ConnectException;
    return notReached
        ? new Why("the proxy " + proxy + " cannot be reached: ", text(failure))
        : beforeSending(failure);
  }

  /**
   * Whether the connection was refused, reset, closed or not made in time. A TLS handshake may be
   * cut off like that too; a certificate that is not trusted is another matter.
   */
  static boolean connectionFailed(Exception failure, boolean sent) {
    return certificateError(failure) == null
        && Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(
                cause ->
                    cause instanceof SocketException
                        || cause instanceof NoHttpResponseException
                        || cause instanceof EOFException
                        || cause instanceof SocketTimeoutException && !sent);
  }

  private static Why beforeSending(Exception failure) {
    if (failure instanceof UnknownHostException) {
      return new Why("the host name cannot be resolved: ", text(failure));
    }
    if (failure instanceof SSLException) {
      Throwable certificateError = certificateError(failure);
      if (certificateError == null) {
        return new Why("TLS failed: ", text(failure));
      }
      return new Why(
          isHostMismatch(certificateError)
              ? "certificate not trusted: it is issued to another host (use the host name of the"
                  + " certificate in the uri): "
              : "certificate not trusted (to trust it, add it or its CA to the ssl-bundle of the"
                  + " cluster): ",
          text(certificateError));
    }
    return why("", failure);
  }

  private static Why afterSending(Exception failure) {
    String what =
        failure instanceof SocketTimeoutException ? "no answer in time" : "incomplete answer";
    return why(what + ": ", failure);
  }

  private static @Nullable Throwable certificateError(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException
          || cause instanceof SSLPeerUnverifiedException) {
        return cause;
      }
    }
    return null;
  }

  /** HttpClient has an exception for this case; the JDK only has these messages. */
  private static boolean isHostMismatch(Throwable certificateError) {
    String message = String.valueOf(certificateError.getMessage());
    return certificateError instanceof SSLPeerUnverifiedException
        || message.startsWith("No subject alternative")
        || message.startsWith("No name matching")
        // The JDK takes no certificate for a host with an underscore.
        || message.startsWith("Illegal given domain name");
  }

  /** What this package itself says of a failure is not the text of others. */
  private static Why why(String reason, Exception failure) {
    return failure instanceof UnreadAnswers.Found || failure instanceof HttpTransport.TooLarge
        ? new Why(reason + failure.getMessage(), "")
        : new Why(reason, text(failure));
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null ? kind : message + " (" + kind + ")";
  }
}
