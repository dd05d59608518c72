@NullMarked
package io.github.milvusretention.story;

import org.jspecify.annotations.NullMarked;
