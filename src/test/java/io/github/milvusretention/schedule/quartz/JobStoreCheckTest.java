package io.github.milvusretention.schedule.quartz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.database.start.UnsuitableRepository;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

class JobStoreCheckTest {
  @ParameterizedTest
  @EnumSource
  void anInMemoryStoreIsRefused(QuartzDatabase database) throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "in memory");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    try {
      assertThatThrownBy(() -> new JobStoreCheck(database).check(scheduler))
          .isInstanceOf(UnsuitableRepository.class)
          .hasMessageContaining("RAMJobStore, which loses them")
          .hasMessageContaining("Remove your own spring.quartz settings");
    } finally {
      scheduler.shutdown();
    }
  }

  @Test
  void aNonClusteredStoreOnASharedDatabaseIsRefused() throws SchedulerException {
    Scheduler scheduler = jdbcScheduler(false);

    assertThatThrownBy(() -> new JobStoreCheck(QuartzDatabase.POSTGRESQL).check(scheduler))
        .isInstanceOf(UnsuitableRepository.class)
        .hasMessageContaining("POSTGRESQL and must be clustered");
    assertThatCode(() -> new JobStoreCheck(QuartzDatabase.H2).check(scheduler))
        .doesNotThrowAnyException();
  }

  @Test
  void aClusteredStoreOnAFileIsRefused() throws SchedulerException {
    Scheduler scheduler = jdbcScheduler(true);

    assertThatThrownBy(() -> new JobStoreCheck(QuartzDatabase.H2).check(scheduler))
        .isInstanceOf(UnsuitableRepository.class)
        .hasMessageContaining("H2 and must not be clustered");
    assertThatCode(() -> new JobStoreCheck(QuartzDatabase.POSTGRESQL).check(scheduler))
        .doesNotThrowAnyException();
  }

  private static Scheduler jdbcScheduler(boolean clustered) throws SchedulerException {
    SchedulerMetaData quartz = Mockito.mock(SchedulerMetaData.class);
    Mockito.doReturn(LocalDataSourceJobStore.class).when(quartz).getJobStoreClass();
    Mockito.when(quartz.isJobStoreSupportsPersistence()).thenReturn(true);
    Mockito.when(quartz.isJobStoreClustered()).thenReturn(clustered);
    Scheduler scheduler = Mockito.mock(Scheduler.class);
    Mockito.when(scheduler.getMetaData()).thenReturn(quartz);
    return scheduler;
  }
}
