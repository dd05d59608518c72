@NullMarked
package io.github.milvusretention.console;

import org.jspecify.annotations.NullMarked;
