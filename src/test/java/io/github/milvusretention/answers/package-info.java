/** What the program promises of its JSON. */
@NullMarked
package io.github.milvusretention.answers;

import org.jspecify.annotations.NullMarked;
