@NullMarked
package io.github.milvusretention.console.web.asking;

import org.jspecify.annotations.NullMarked;
