package io.github.milvusretention.milvus.http;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in words why there is no answer. */
public final class TransportErrors {
  private TransportErrors() {}

  static String inWords(Exception failure, boolean sent) {
    return sent ? afterSending(failure) : beforeSending(failure);
  }

  private static String beforeSending(Exception failure) {
    if (failure instanceof UnknownHostException) {
      return "the host name cannot be resolved: " + text(failure);
    }
    if (failure instanceof SSLException) {
      Throwable distrust = distrust(failure);
      if (distrust == null) {
        return "TLS failed: " + text(failure);
      }
      return ofAnotherHost(distrust)
          ? "certificate not trusted, it is made out to another host (let the uri name the host as"
              + " the certificate does): "
              + text(distrust)
          : "certificate not trusted (if it should be, let the cluster's ssl-bundle hold it or its"
              + " authority): "
              + text(distrust);
    }
    return text(failure);
  }

  private static String afterSending(Exception failure) {
    String what =
        failure instanceof SocketTimeoutException ? "no answer in time" : "no whole answer";
    return what + ": " + text(failure);
  }

  private static @Nullable Throwable distrust(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException
          || cause instanceof SSLPeerUnverifiedException) {
        return cause;
      }
    }
    return null;
  }

  /** The JDK has no exception of its own for it, HttpClient has. */
  private static boolean ofAnotherHost(Throwable distrust) {
    String message = String.valueOf(distrust.getMessage());
    return distrust instanceof SSLPeerUnverifiedException
        || message.startsWith("No subject alternative")
        || message.startsWith("No name matching");
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null ? kind : message + " (" + kind + ")";
  }
}
