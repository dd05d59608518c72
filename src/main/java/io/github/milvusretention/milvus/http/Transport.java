package io.github.milvusretention.milvus.http;

/** Sends one request, once, and never throws for what the network or the server does. */
public interface Transport extends AutoCloseable {
  Exchange post(String route, String json);

  @Override
  void close();
}
