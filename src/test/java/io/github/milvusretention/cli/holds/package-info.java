@NullMarked
package io.github.milvusretention.cli.holds;

import org.jspecify.annotations.NullMarked;
