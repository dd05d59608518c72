@NullMarked
package io.github.milvusretention.cli.output;

import org.jspecify.annotations.NullMarked;
