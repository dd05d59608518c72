package io.github.milvusretention.milvus.http;

/** Sends each request at most once. Never throws because of the network or the server. */
public interface Transport extends AutoCloseable {
  Exchange post(String route, String json);

  @Override
  void close();
}
