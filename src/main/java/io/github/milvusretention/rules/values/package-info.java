/** How single values of the rules are written. */
@NullMarked
package io.github.milvusretention.rules.values;

import org.jspecify.annotations.NullMarked;
