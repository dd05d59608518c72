package io.github.milvusretention.schedule.quartz;

import io.github.milvusretention.database.start.UnsuitableRepository;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;

/**
 * Refuses a job store that loses missed firings, or that is not clustered although other nodes may
 * use the same tables: a non-clustered scheduler corrupts the tables of a clustered one.
 */
public record JobStoreCheck(QuartzDatabase database) {
  public void check(Scheduler scheduler) throws SchedulerException {
    SchedulerMetaData quartz = scheduler.getMetaData();
    String store = quartz.getJobStoreClass().getSimpleName();
    if (!quartz.isJobStoreSupportsPersistence()) {
      throw new UnsuitableRepository(
          "the schedules are kept in "
              + store
              + ", which loses them, and every missed firing, when the process ends. Remove your"
              + " own spring.quartz settings");
    }
    if (quartz.isJobStoreClustered() != database.clustered()) {
      throw new UnsuitableRepository(
          "the schedules are kept in "
              + database
              + (database.clustered() ? " and must be" : " and must not be")
              + " clustered, but "
              + store
              + (quartz.isJobStoreClustered() ? " is" : " is not")
              + ". Remove your own spring.quartz settings");
    }
  }
}
