package io.github.milvusretention.milvus.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections, and serves each in a thread of its own; closing it closes them all. */
final class Listener implements AutoCloseable {
  /** What is done with a connection, which is closed afterwards. */
  interface Service {
    /**
     * @param number of the connection, from 1
     */
    void serve(Socket client, int number) throws IOException;
  }

  private final String name;
  private final ServerSocket socket;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();

  private Listener(String name, ServerSocket socket) {
    this.name = name;
    this.socket = socket;
  }

  /**
   * @param name of its threads
   */
  static Listener start(String name, ServerSocket socket, Service service) {
    Listener listener = new Listener(name, socket);
    listener.start(() -> listener.accept(service));
    return listener;
  }

  /** A port that is free on this machine. */
  static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many there have been. */
  int connections() {
    return connections.get();
  }

  /** This one is closed with the others. */
  void add(Socket connection) {
    open.add(connection);
  }

  private void accept(Service service) {
    try {
      while (true) {
        Socket client = socket.accept();
        open.add(client);
        int number = connections.incrementAndGet();
        start(() -> serve(service, client, number));
      }
    } catch (IOException closed) {
      // The test has closed it.
    }
  }

  private static void serve(Service service, Socket client, int number) {
    try (client) {
      service.serve(client, number);
    } catch (IOException left) {
      // One of the two has ended the connection, which tests do on purpose.
    }
  }

  void start(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
