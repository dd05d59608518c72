package io.github.milvusretention.milvus;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in words why there is no answer. */
final class Trouble {
  private Trouble() {}

  static String inWords(Exception failure, boolean sent) {
    return sent ? afterSending(failure) : beforeSending(failure);
  }

  private static String beforeSending(Exception failure) {
    if (failure instanceof UnknownHostException) {
      return "the host name cannot be resolved: " + text(failure);
    }
    if (failure instanceof SSLPeerUnverifiedException) {
      return "certificate not trusted, it is made out to another host: " + text(failure);
    }
    if (failure instanceof SSLException) {
      Throwable distrust = distrust(failure);
      return distrust == null
          ? "TLS failed: " + text(failure)
          : "certificate not trusted: " + text(distrust);
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
      if (cause instanceof GeneralSecurityException) {
        return cause;
      }
    }
    return null;
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    return message == null ? kind : message + " (" + kind + ")";
  }
}
