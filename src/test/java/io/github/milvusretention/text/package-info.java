@NullMarked
package io.github.milvusretention.text;

import org.jspecify.annotations.NullMarked;
