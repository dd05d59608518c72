@NullMarked
package io.github.milvusretention.run;

import org.jspecify.annotations.NullMarked;
