package io.github.milvusretention.milvus.http;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Describes why there is no complete answer. */
public final class TransportErrors {
  private TransportErrors() {}

  static String describe(Exception failure, boolean sent) {
    return sent ? afterSending(failure) : beforeSending(failure);
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

  private static String beforeSending(Exception failure) {
    if (failure instanceof UnknownHostException) {
      return "the host name cannot be resolved: " + text(failure);
    }
    if (failure instanceof SSLException) {
      Throwable certificateError = certificateError(failure);
      if (certificateError == null) {
        return "TLS failed: " + text(failure);
      }
      return isHostMismatch(certificateError)
          ? "certificate not trusted: it is issued to another host (use the host name of the"
              + " certificate in the uri): "
              + text(certificateError)
          : "certificate not trusted (to trust it, add it or its CA to the ssl-bundle of the"
              + " cluster): "
              + text(certificateError);
    }
    return text(failure);
  }

  private static String afterSending(Exception failure) {
    String what =
        failure instanceof SocketTimeoutException ? "no answer in time" : "incomplete answer";
    return what + ": " + text(failure);
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
        || message.startsWith("No name matching");
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null ? kind : message + " (" + kind + ")";
  }
}
