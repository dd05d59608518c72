package io.github.milvusretention.milvus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;

class TransportErrorsTest {
  @Test
  void describesErrorsBeforeSending() {
    assertThat(TransportErrors.describe(new UnknownHostException("nowhere"), false))
        .hasToString("the host name cannot be resolved: nowhere (UnknownHostException)");
    assertThat(TransportErrors.describe(new SSLPeerUnverifiedException("not for a"), false))
        .hasToString(
            "certificate not trusted: it is issued to another host (use the host name of the"
                + " certificate in the uri): not for a (SSLPeerUnverifiedException)");
    assertThat(TransportErrors.describe(new SSLException("plain text?"), false))
        .hasToString("TLS failed: plain text? (SSLException)");
    assertThat(TransportErrors.describe(new IOException("refused"), false))
        .hasToString("refused (IOException)");
  }

  @Test
  void findsTheCertificateErrorBehindAFailedHandshake() {
    SSLHandshakeException failure = new SSLHandshakeException("handshake");
    failure.initCause(new IllegalStateException(new CertificateException("expired")));
    assertThat(TransportErrors.describe(failure, false))
        .hasToString(
            "certificate not trusted (to trust it, add it or its CA to the ssl-bundle of the"
                + " cluster): expired (CertificateException)");
  }

  @Test
  void aRestartOfTheServerIsToldFromWhatNoRetryCures() {
    assertThat(
            List.of(
                new ConnectException("Connection refused"),
                new SocketException("Connection reset"),
                new NoRouteToHostException("No route to host"),
                new SocketTimeoutException("Connect timed out"),
                new NoHttpResponseException("failed to respond"),
                new SSLException("handshake", new EOFException())))
        .allMatch(failure -> TransportErrors.connectionFailed(failure, false));
    SSLHandshakeException untrusted = new SSLHandshakeException("handshake");
    untrusted.initCause(new CertificateException("expired", new SocketException("closed")));
    assertThat(
            List.of(
                new UnknownHostException("nowhere"),
                untrusted,
                new SSLPeerUnverifiedException("not for a"),
                new SSLException("plain text?"),
                new IOException("other")))
        .noneMatch(failure -> TransportErrors.connectionFailed(failure, false));
    assertThat(TransportErrors.connectionFailed(new SocketException("reset"), true)).isTrue();
    assertThat(TransportErrors.connectionFailed(new SocketTimeoutException("read"), true))
        .as("it answers too slowly, which is another matter")
        .isFalse();
  }

  @Test
  void aHostThatNoCertificateCanNameIsAnotherHost() {
    SSLHandshakeException failure = new SSLHandshakeException("handshake");
    failure.initCause(new CertificateException("Illegal given domain name: milvus_standalone"));
    assertThat(TransportErrors.describe(failure, false))
        .hasToString(
            "certificate not trusted: it is issued to another host (use the host name of the"
                + " certificate in the uri): Illegal given domain name: milvus_standalone"
                + " (CertificateException)");
  }

  @Test
  void describesErrorsAfterSending() {
    assertThat(TransportErrors.describe(new SocketTimeoutException("Read timed out"), true))
        .hasToString("no answer in time: Read timed out (SocketTimeoutException)");
    assertThat(TransportErrors.describe(new IOException(), true))
        .hasToString("incomplete answer: IOException");
  }
}
