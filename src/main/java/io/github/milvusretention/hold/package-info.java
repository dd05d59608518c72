/** The holds of the rules file and of the commands, as they are kept and asked for. */
@NullMarked
package io.github.milvusretention.hold;

import org.jspecify.annotations.NullMarked;
