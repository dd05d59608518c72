/** Who is told of what: the targets of the rules file. Pure values. */
@NullMarked
package io.github.milvusretention.rules.notify;

import org.jspecify.annotations.NullMarked;
