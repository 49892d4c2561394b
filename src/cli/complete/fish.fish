# Completion of vizcli for fish. The program itself knows what can come next.
function __vizcli_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    for line in (vizcli complete $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete --command vizcli --no-files --keep-order --arguments '(__vizcli_complete)'
