/** The guards: checks of a whole plan before anything is dropped. */
@NullMarked
package io.github.milvusretention.guard;

import org.jspecify.annotations.NullMarked;
