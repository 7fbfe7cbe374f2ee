#include "indexer/store/run.h"

#include <optional>

#include "common/files.h"
#include "common/schema.h"
#include "common/text.h"
#include "indexer/store/forward_writer.h"
#include "indexer/store/glass_database.h"
#include "indexer/store/index_document.h"

namespace morgue {

struct RunWriter::State {
  DocumentBuilder builder;
  std::filesystem::path path;
  std::optional<glass::DatabaseWriter> database;
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
  state_->database.emplace(
      path, std::map<std::string, std::string>{
                {std::string(schema::kVersionKey), std::to_string(schema::kFormatVersion)},
                {std::string(schema::kAnalysisKey), std::to_string(kAnalysisVersion)}});
}

RunWriter::Added RunWriter::add(const StoredArticle& article) {
  enter(state_->clock, Stage::Analyse);
  const IndexDocument& document = state_->builder.build(article);
  return {add(document), schema::number_of_sortable(document.value(schema::kWordsSlot))};
}

std::uint32_t RunWriter::add(const IndexDocument& document) {
  enter(state_->clock, Stage::Index);
  state_->forward.add(document.forward);
  return state_->database->add(document);
}

void RunWriter::finish() {
  enter(state_->clock, Stage::Index);
  state_->database->finish();
  state_->database.reset();
  state_->forward.write(state_->path / kForwardFile);
  seal_directory(state_->path);
}

}  // namespace morgue
