package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

class TransportErrorsTest {
  @Test
  void namesWhatWentWrongBeforeSending() {
    assertThat(TransportErrors.inWords(new UnknownHostException("nowhere"), false))
        .isEqualTo("the host name cannot be resolved: nowhere (UnknownHostException)");
    assertThat(TransportErrors.inWords(new SSLPeerUnverifiedException("not for a"), false))
        .isEqualTo(
            "certificate not trusted, it is made out to another host (let the uri name the host as"
                + " the certificate does): not for a (SSLPeerUnverifiedException)");
    assertThat(TransportErrors.inWords(new SSLException("plain text?"), false))
        .isEqualTo("TLS failed: plain text? (SSLException)");
    assertThat(TransportErrors.inWords(new IOException("refused"), false))
        .isEqualTo("refused (IOException)");
  }

  @Test
  void findsTheDistrustBehindAFailedHandshake() {
    SSLHandshakeException failure = new SSLHandshakeException("handshake");
    failure.initCause(new IllegalStateException(new CertificateException("expired")));
    assertThat(TransportErrors.inWords(failure, false))
        .isEqualTo(
            "certificate not trusted (if it should be, let the cluster's ssl-bundle hold it or its"
                + " authority): expired (CertificateException)");
  }

  @Test
  void saysAfterSendingThatTheAnswerIsMissing() {
    assertThat(TransportErrors.inWords(new SocketTimeoutException("Read timed out"), true))
        .isEqualTo("no answer in time: Read timed out (SocketTimeoutException)");
    assertThat(TransportErrors.inWords(new IOException(), true))
        .isEqualTo("no whole answer: IOException");
  }
}
