package io.github.milvusretention.plan;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the partition names of collections until a plan is printed or frozen, so that they need not
 * stay in memory: the first few in the heap, the rest in a temporary file that only this process
 * can see. Safe for several threads; not to be read once it is closed.
 */
public final class NameStore implements AutoCloseable {
  /** What an ordinary cluster needs; so no file is made for it. */
  private static final int IN_MEMORY = 1 << 20;

  private final int limit;
  private long held;
  private long end;
  private @Nullable FileChannel file;

  public NameStore() {
    this(IN_MEMORY);
  }

  /**
   * @param limit how many bytes to keep in memory
   */
  NameStore(int limit) {
    this.limit = limit;
  }

  /**
   * Keeps these names. They are read again, in the same order, each time that they are asked for.
   * Throws {@link RunFailure} if they cannot be written or read.
   */
  synchronized Supplier<List<String>> keep(List<String> names) {
    // JSON, so that no name, whatever characters it has, can be taken for two.
    byte[] bytes = JsonMapper.shared().writeValueAsBytes(names);
    if (held + bytes.length <= limit) {
      held += bytes.length;
      return () -> names(bytes);
    }
    try {
      FileChannel channel = file == null ? open() : file;
      file = channel;
      long start = end;
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        end += channel.write(rest, end);
      }
      return () -> names(read(channel, start, bytes.length));
    } catch (IOException e) {
      throw failure("written", e);
    }
  }

  private static List<String> names(byte[] json) {
    return List.of(JsonMapper.shared().readValue(json, String[].class));
  }

  private static byte[] read(FileChannel channel, long start, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, start + bytes.position()) < 0) {
          throw new EOFException();
        }
      }
    } catch (IOException e) {
      throw failure("read", e);
    }
    return bytes.array();
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("milvus-retention", ".names");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static RunFailure failure(String done, IOException e) {
    return new RunFailure(
        RunExit.ERROR,
        "the names of the partitions could not be "
            + done
            + " in a temporary file in "
            + System.getProperty("java.io.tmpdir")
            + " ("
            + e
            + "); nothing was dropped. Make room there, or name another directory with"
            + " -Djava.io.tmpdir");
  }

  synchronized long onDisk() {
    return end;
  }

  @Override
  public synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw failure("deleted", e);
    }
  }
}
