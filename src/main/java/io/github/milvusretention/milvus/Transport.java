package io.github.milvusretention.milvus;

/** Sends one request, once, and never throws for what the network or the server does. */
interface Transport extends AutoCloseable {
  Exchange post(String route, String json);

  @Override
  void close();
}
