#include "indexer/store/run.h"

#include <fmt/format.h>
#include <xapian.h>

#include <optional>

#include "common/error.h"
#include "common/files.h"
#include "common/schema.h"
#include "common/text.h"
#include "indexer/store/forward_writer.h"
#include "indexer/store/index_document.h"

namespace morgue {
namespace {

template <typename F>
auto translated(const std::filesystem::path& path, F&& f) {
  try {
    return f();
  } catch (const Xapian::Error& e) {
    throw Error(Exit::Archive, fmt::format("can't write {}: {}", path.string(), e.get_msg()),
                e.get_error_string() != nullptr ? e.get_error_string() : "");
  }
}

}  // namespace

struct RunWriter::State {
  DocumentBuilder builder;
  std::filesystem::path path;
  std::optional<Xapian::WritableDatabase> db;
  ForwardWriter forward;
  StageClock* clock = nullptr;
};

RunWriter::RunWriter(StageClock* clock) : state_(std::make_unique<State>()) {
  state_->clock = clock;
}
RunWriter::~RunWriter() = default;

void RunWriter::begin(const std::filesystem::path& path) {
  enter(state_->clock, Stage::Index);
  state_->path = path;
  state_->forward = {};
  translated(path, [&] {
    // Not synced by Xapian: finish() does it once for all files.
    state_->db.emplace(path.string(),
                       Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC);
    state_->db->set_metadata(std::string(schema::kVersionKey),
                             std::to_string(schema::kFormatVersion));
    state_->db->set_metadata(std::string(schema::kAnalysisKey), std::to_string(kAnalysisVersion));
  });
}

RunWriter::Added RunWriter::add(const StoredArticle& article) {
  return translated(state_->path, [&] {
    enter(state_->clock, Stage::Analyse);
    const Xapian::Document document = state_->builder.build(article);
    enter(state_->clock, Stage::Index);
    state_->forward.add(state_->builder.forward());
    return Added{state_->db->add_document(document),
                 schema::number_of_sortable(document.get_value(schema::kWordsSlot))};
  });
}

void RunWriter::finish() {
  enter(state_->clock, Stage::Index);
  translated(state_->path, [&] {
    state_->db->commit();
    state_->db->close();
    state_->db.reset();
  });
  state_->forward.write(state_->path / kForwardFile);
  seal_directory(state_->path);
}

}  // namespace morgue
