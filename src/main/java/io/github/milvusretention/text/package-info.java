/** Text that others wrote, made safe to show. */
@NullMarked
package io.github.milvusretention.text;

import org.jspecify.annotations.NullMarked;
