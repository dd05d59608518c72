/** The command {@code check}: what it examines and what it reports. */
@NullMarked
package io.github.milvusretention.check;

import org.jspecify.annotations.NullMarked;
