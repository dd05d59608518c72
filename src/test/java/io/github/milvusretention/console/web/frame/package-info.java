@NullMarked
package io.github.milvusretention.console.web.frame;

import org.jspecify.annotations.NullMarked;
