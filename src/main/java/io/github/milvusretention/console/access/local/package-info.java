/** Pages without users: for whoever sits at this machine, and for nobody else. */
@NullMarked
package io.github.milvusretention.console.access.local;

import org.jspecify.annotations.NullMarked;
