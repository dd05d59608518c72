package io.github.milvusretention.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2, {@code watched:}, that knows whether all that was written is on the disk.
 */
public final class WatchedFiles extends FilePathWrapper {
  private static final AtomicLong WRITTEN = new AtomicLong();
  private static final AtomicLong ON_DISK = new AtomicLong();
  private static final AtomicInteger FORCES = new AtomicInteger();
  private static volatile Runnable beforeForce = () -> {};

  /** Makes H2 know it. */
  public static void register() {
    FilePath.register(new WatchedFiles());
  }

  /** Whether everything that H2 wrote so far was forced to the disk. */
  public static boolean allOnDisk() {
    return ON_DISK.get() >= WRITTEN.get();
  }

  static int forces() {
    return FORCES.get();
  }

  /** The disk begins once this has returned. */
  static void beforeForce(Runnable wait) {
    beforeForce = wait;
  }

  @Override
  public String getScheme() {
    return "watched";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Watched(getBase().open(mode));
  }

  private static final class Watched extends FileBaseDefault {
    private final FileChannel file;

    Watched(FileChannel file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      WRITTEN.incrementAndGet();
      return file.write(bytes, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      long written = WRITTEN.get();
      beforeForce.run();
      file.force(metaData);
      FORCES.incrementAndGet();
      ON_DISK.accumulateAndGet(written, Math::max);
    }

    @Override
    public synchronized FileLock tryLock(long position, long size, boolean shared)
        throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
