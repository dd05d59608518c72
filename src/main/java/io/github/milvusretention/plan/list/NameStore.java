package io.github.milvusretention.plan.list;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
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
  private boolean closed;

  /** No channel, which a thread that is interrupted would close under all others. */
  private @Nullable RandomAccessFile file;

  private @Nullable Path path;

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
   * Throws {@link RunFailure} if they cannot be written or read, and {@link IllegalStateException}
   * once this is closed.
   */
  synchronized Supplier<List<String>> keep(List<String> names) {
    if (closed) {
      throw new IllegalStateException("the store of names is closed");
    }
    // JSON, so that no name, whatever characters it has, can be taken for two.
    byte[] bytes = JsonMapper.shared().writeValueAsBytes(names);
    if (held + bytes.length <= limit) {
      held += bytes.length;
      return () -> names(bytes);
    }
    try {
      RandomAccessFile open = file == null ? open() : file;
      file = open;
      long start = end;
      open.seek(start);
      open.write(bytes);
      end += bytes.length;
      return () -> read(open, start, bytes.length);
    } catch (IOException e) {
      throw failure("written", e);
    }
  }

  private static List<String> names(byte[] json) {
    return List.of(JsonMapper.shared().readValue(json, String[].class));
  }

  private synchronized List<String> read(RandomAccessFile open, long start, int length) {
    byte[] bytes = new byte[length];
    try {
      open.seek(start);
      open.readFully(bytes);
      return names(bytes);
    } catch (JacksonException e) {
      throw failure("read", new StreamCorruptedException(e.getOriginalMessage()));
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  private RandomAccessFile open() throws IOException {
    Path created = path == null ? Files.createTempFile("milvus-retention", ".names") : path;
    path = created;
    RandomAccessFile open = new RandomAccessFile(created.toFile(), "rw");
    try {
      // So that nothing is left if this process is killed: an open file lives on without its name.
      Files.delete(created);
    } catch (IOException e) {
      // Not every system deletes an open file. It is deleted when it is closed.
    }
    return open;
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
    closed = true;
    try {
      if (file != null) {
        file.close();
      }
      if (path != null) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failure("deleted", e);
    }
  }
}
